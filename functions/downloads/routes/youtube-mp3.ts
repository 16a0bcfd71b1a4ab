import { jobView } from '#shared/job.ts';
import { route } from '#shared/route.ts';
import { type FetchOncePorts, fetchOnce } from '../fetch-once.ts';
import { networkOf } from '../look-query.ts';
import { downloadWishes } from '../schema.ts';
import { siteProblems } from '../views.ts';
import { howItIsFetched, mp3Query, videoOf } from '../youtube-query.ts';

export const youtubeMp3 = route({
  method: 'GET',
  path: '/v1/media/youtube/mp3',
  summary: 'Fetch the sound of a video of YouTube as MP3',
  description: howItIsFetched,
  allows: 'write',
  limit: { name: 'youtube-mp3', count: 20, seconds: 900 },
  query: mp3Query,
  waits: 20,
  replies: { 202: jobView, 303: null, ...siteProblems },
  handle: ({ query: { url, bitrate, ...how }, ...asking }, ports: FetchOncePorts) =>
    fetchOnce(
      { url: videoOf(url), wishes: downloadWishes.parse({ audio: { format: 'mp3', bitrate }, ...networkOf(how) }) },
      asking,
      ports,
    ),
});
