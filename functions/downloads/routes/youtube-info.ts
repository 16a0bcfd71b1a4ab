import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { itemLook } from '../look-query.ts';
import { seenItem } from '../look-schema.ts';
import { type LookUpPorts, lookUp } from '../look-up.ts';
import { cached, formatsView, metadataView, siteProblems } from '../views.ts';
import { infoQuery, videoOf } from '../youtube-query.ts';

const { formats, chosen } = formatsView.shape;

export const youtubeInfo = route({
  method: 'GET',
  path: '/v1/media/youtube/info',
  summary: 'Show what YouTube says of a video',
  description:
    'Its metadata, and the forms in which it is offered. All addresses of one video count as the same. YouTube has 30 ' +
    'seconds to answer, each of three times, unless `timeout` says otherwise.',
  allows: 'write',
  limit: { name: 'youtube-info', count: 200, seconds: 900 },
  query: infoQuery,
  waits: 20,
  replies: { 200: metadataView.extend({ formats, chosen, cached }), 202: jobView, ...siteProblems },
  handle: ({ query: { url, fresh = false, ...asked }, caller, now, waitSeconds }, ports: LookUpPorts) =>
    lookUp(
      {
        request: itemLook({ ...asked, url: videoOf(url) }),
        shape: seenItem,
        show: ({ metadata, formats: seen }) => ({
          ...metadata,
          picture: null,
          formats: seen.formats,
          chosen: seen.chosen,
        }),
      },
      { caller, now, waitSeconds, fresh },
      ports,
    ),
});
