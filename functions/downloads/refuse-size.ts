import { EngineError } from '#shared/errors.ts';
import type { InfoJson } from './info.ts';
import type { FetchWishes } from './schema.ts';

/** What the chosen formats have together at least: those that the site is sure of. */
const sureBytes = ({ requested_formats: several, ...single }: InfoJson): number =>
  (several.length > 0 ? several : [single]).reduce((sum, { filesize }) => sum + (filesize ?? 0), 0);

/** The error when the site says beforehand that it is more than was allowed; of estimates nothing is made. */
export const refuseSize = (info: InfoJson, { maxBytes, maxSeconds, sections }: FetchWishes): EngineError | null => {
  if (maxSeconds !== undefined && info.duration !== null && info.duration > maxSeconds)
    return new EngineError(
      'source.too-large',
      `the source is ${Math.round(info.duration)} s long, longer than the ${maxSeconds} s that were allowed`,
    );
  const bytes = sections ? 0 : sureBytes(info);
  if (maxBytes !== undefined && bytes > maxBytes)
    return new EngineError(
      'source.too-large',
      `the source has ${bytes} bytes, more than the ${maxBytes} that were allowed`,
    );
  return null;
};
