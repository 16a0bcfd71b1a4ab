import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { itemLook, metadataQuery } from '../look-query.ts';
import { seenItem } from '../look-schema.ts';
import { type LookUpPorts, lookUp } from '../look-up.ts';
import { cached, metadataView, siteProblems } from '../views.ts';

export const getMetadata = route({
  method: 'GET',
  path: '/api/v1/metadata',
  summary: 'Show what a site says of a video',
  description: 'Of a page with several, of the first. Nothing is fetched.',
  allows: 'write',
  query: metadataQuery,
  waits: 20,
  replies: { 200: metadataView.extend({ cached }), 202: jobView, ...siteProblems },
  handle: ({ query: { fresh = false, picture = false, ...asked }, caller, now, waitSeconds }, ports: LookUpPorts) =>
    lookUp(
      {
        request: itemLook(asked),
        shape: seenItem,
        show: ({ metadata }) => (picture ? metadata : { ...metadata, picture: null }),
      },
      { caller, now, waitSeconds, fresh },
      ports,
    ),
});
