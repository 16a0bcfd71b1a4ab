import { EngineError } from '#shared/errors.ts';
import { mostBytes } from '#shared/plan-parts.ts';

/** Refuses a file that is larger than the installation, or S3 itself, takes. */
export const mustFit = (bytes: number, limitBytes: number): void => {
  const limit = Math.min(limitBytes, mostBytes);
  if (bytes > limit)
    throw new EngineError('upload.too-large', `bytes: ${bytes} is over the limit of ${limit}`, { field: 'bytes' });
};
