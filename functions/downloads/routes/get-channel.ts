import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { channelView } from '../list-views.ts';
import { listLook, listQuery } from '../look-query.ts';
import { type SeenList, seenList } from '../look-schema.ts';
import { type LookUpPorts, lookUp } from '../look-up.ts';
import { cached, siteProblems } from '../views.ts';

const ofChannel = (seen: SeenList) => ({
  ...channelView.strip().parse(seen),
  entries: seen.entries.filter(({ kind }) => kind === 'item'),
});

export const getChannel = route({
  method: 'GET',
  path: '/api/v1/channel/info',
  summary: 'Show a channel, and a page of what it has shown',
  description:
    'Filtered by date, length, views and title, and sorted: of one page up to 500 entries are looked through. Some sites ' +
    'divide a channel into `tabs`, whose entries are had by their own addresses.',
  allows: 'write',
  query: listQuery,
  waits: 20,
  replies: { 200: channelView.extend({ cached }), 202: jobView, ...siteProblems },
  handle: ({ query: { fresh = false, ...asked }, caller, now, waitSeconds }, ports: LookUpPorts) =>
    lookUp({ request: listLook(asked), shape: seenList, show: ofChannel }, { caller, now, waitSeconds, fresh }, ports),
});
