import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { type FetchOncePorts, fetchOnce } from '../fetch-once.ts';
import { networkOf } from '../look-query.ts';
import { downloadWishes } from '../schema.ts';
import { siteProblems } from '../views.ts';
import { howItIsFetched, mp4Query, videoOf } from '../youtube-query.ts';

export const youtubeMp4 = route({
  method: 'GET',
  path: '/v1/media/youtube/mp4',
  summary: 'Fetch a video of YouTube as MP4',
  description: howItIsFetched,
  allows: 'write',
  limit: { name: 'youtube-mp4', count: 20, seconds: 900 },
  query: mp4Query,
  waits: 20,
  replies: { 202: jobView, 303: null, ...siteProblems },
  handle: ({ query: { url, quality, ...how }, ...asking }, ports: FetchOncePorts) =>
    fetchOnce(
      { url: videoOf(url), wishes: downloadWishes.parse({ quality, container: 'mp4', ...networkOf(how) }) },
      asking,
      ports,
    ),
});
