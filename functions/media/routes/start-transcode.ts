import { transcodeRequest } from '../schema.ts';
import { startVerb } from '../start-verb.ts';

export const startTranscode = startVerb({
  kind: 'transcode',
  path: '/api/v1/transcode',
  summary: 'Transcode a video or a sound',
  description: 'By a preset, a container name, or a rendition described in full; `h264-1080p` when nothing is said.',
  body: transcodeRequest,
});
