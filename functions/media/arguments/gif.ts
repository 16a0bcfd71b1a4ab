import type { GifPlan } from '../plan.ts';
import { pictureFilters } from './picture-filters.ts';
import type { Step } from './step.ts';

const palette = 'palette.png';

/** The palette is made for the shades at hand, in a run of its own: in one run ffmpeg would hold every frame. */
export const gifSteps = (plan: GifPlan, url: string, output: string): Step[] => {
  const source = [...(plan.seconds === null ? [] : ['-t', String(plan.seconds)]), '-i', url];
  const filters = pictureFilters(plan.picture).join(',');
  const use = 'paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle';
  return [
    {
      stage: 'measuring',
      share: 0.4,
      args: [
        ...source,
        '-map',
        `0:${plan.picture.stream}`,
        '-vf',
        `${filters},palettegen=stats_mode=diff`,
        '-update',
        '1',
        palette,
      ],
    },
    {
      stage: 'encoding',
      share: 0.6,
      args: [
        ...source,
        ...['-f', 'png_pipe', '-i', palette],
        ...['-filter_complex', `[0:${plan.picture.stream}]${filters}[v];[v][1:v]${use}`],
        ...['-loop', '0', '-f', 'gif', output],
      ],
    },
  ];
};
