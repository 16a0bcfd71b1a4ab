import type { PreviewPlan } from '../plan.ts';
import { pictureFilters } from './picture-filters.ts';
import { cleanMetadata, type Step } from './step.ts';
import { evenTimes, videoEncoder } from './video-encoder.ts';

/** Each cut is an input of its own that seeks: a few MB are read, however long the source. */
export const previewStep = ({ video, cuts }: PreviewPlan, url: string, output: string): Step => {
  const inputs = cuts.flatMap(({ atSeconds, seconds }) => ['-ss', String(atSeconds), '-t', String(seconds), '-i', url]);
  const filters = pictureFilters(video.picture).join(',');
  const chains = cuts.map((_, n) => `[${n}:${video.picture.stream}]${filters}[c${n}]`);
  const joined = `${cuts.map((_, n) => `[c${n}]`).join('')}concat=n=${cuts.length}[v]`;
  return {
    stage: 'encoding',
    share: 1,
    args: [
      ...inputs,
      ...['-filter_complex', [...chains, joined].join(';'), '-map', '[v]'],
      ...videoEncoder(video),
      ...evenTimes,
      ...['-an', '-map_metadata', '-1', '-map_chapters', '-1', ...cleanMetadata],
      ...['-f', 'mp4', '-movflags', '+faststart', output],
    ],
  };
};
