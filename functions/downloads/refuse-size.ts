import { EngineError } from '#shared/errors.ts';
import type { InfoJson } from './info.ts';
import type { FetchWishes } from './schema.ts';

/** What the chosen formats have together at least: those that the site is sure of. */
const sureBytes = ({ requested_formats: several, ...single }: InfoJson): number =>
  (several.length > 0 ? several : [single]).reduce((sum, { filesize }) => sum + (filesize ?? 0), 0);

const tooLong = (seconds: number, mostSeconds: number): EngineError =>
  new EngineError(
    'source.too-large',
    `the source is ${Math.round(seconds)} s long, longer than the ${mostSeconds} s that were allowed`,
  );

/** The same of what was fetched, where the site did not say how long it is. */
export const refuseLength = (seconds: number | undefined, { maxSeconds }: FetchWishes): EngineError | null =>
  maxSeconds !== undefined && seconds !== undefined && seconds > maxSeconds + 1 ? tooLong(seconds, maxSeconds) : null;

/** The error when the site says beforehand that it is more than was allowed; of estimates nothing is made. */
export const refuseSize = (info: InfoJson, { maxBytes, maxSeconds, sections }: FetchWishes): EngineError | null => {
  if (maxSeconds !== undefined && info.duration !== null && info.duration > maxSeconds)
    return tooLong(info.duration, maxSeconds);
  const bytes = sections ? 0 : sureBytes(info);
  if (maxBytes !== undefined && bytes > maxBytes)
    return new EngineError(
      'source.too-large',
      `the source has ${bytes} bytes, more than the ${maxBytes} that were allowed`,
    );
  return null;
};
