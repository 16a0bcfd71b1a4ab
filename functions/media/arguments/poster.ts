import type { Plan } from '../plan.ts';
import { pictureFilters } from './picture-filters.ts';

/** One still: of about a second of frames the one that looks most like all of them, so neither black nor mid-fade. */
export const posterArguments = (
  { atSeconds, picture }: NonNullable<Plan['poster']>,
  url: string,
  output: string,
): string[] => [
  ...(atSeconds > 0 ? ['-ss', String(atSeconds)] : []),
  ...['-t', '2', '-i', url, '-map', `0:${picture.stream}`, '-an', '-sn'],
  ...['-vf', ['thumbnail=n=24', ...pictureFilters(picture), 'scale=out_range=pc', 'format=yuvj420p'].join(',')],
  ...['-frames:v', '1', '-q:v', '3', '-f', 'image2', '-update', '1', output],
];
