import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { listView } from '../list-views.ts';
import { listLook, listQuery } from '../look-query.ts';
import { seenList } from '../look-schema.ts';
import { type LookUpPorts, lookUp } from '../look-up.ts';
import { cached, siteProblems } from '../views.ts';

export const previewPlaylist = route({
  method: 'GET',
  path: '/api/v1/playlist/preview',
  summary: 'Show a page of a playlist',
  description:
    'No more of it is read than is shown, where the site lets one begin in the middle. With a filter, up to 500 entries ' +
    'from `from` on are looked through for one page; sorted, the first 500, and `from` counts what was found.',
  allows: 'write',
  query: listQuery,
  waits: 20,
  replies: { 200: listView.extend({ cached }), 202: jobView, ...siteProblems },
  handle: ({ query: { fresh = false, ...asked }, caller, now, waitSeconds }, ports: LookUpPorts) =>
    lookUp(
      { request: listLook(asked), shape: seenList, show: (seen) => listView.strip().parse(seen) },
      { caller, now, waitSeconds, fresh },
      ports,
    ),
});
