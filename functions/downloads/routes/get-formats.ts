import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { formatsQuery, itemLook } from '../look-query.ts';
import { seenItem } from '../look-schema.ts';
import { type LookUpPorts, lookUp } from '../look-up.ts';
import { cached, formatsView, siteProblems } from '../views.ts';

export const getFormats = route({
  method: 'GET',
  path: '/api/v1/formats',
  summary: 'Show in which forms a site offers a video',
  description:
    'And which of them a download would take, for the `quality` or `format` that is given. Nothing is fetched.',
  allows: 'write',
  query: formatsQuery,
  waits: 20,
  replies: { 200: formatsView.extend({ cached }), 202: jobView, ...siteProblems },
  handle: ({ query: { fresh = false, ...asked }, caller, now, waitSeconds }, ports: LookUpPorts) =>
    lookUp(
      { request: itemLook(asked), shape: seenItem, show: ({ formats }) => formats },
      { caller, now, waitSeconds, fresh },
      ports,
    ),
});
