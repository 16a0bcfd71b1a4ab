import { EngineError } from '#shared/errors.ts';

const MiB = 1024 ** 2;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const mostParts = 10_000;
export const mostBytes = 5 * 1024 ** 4;
/** Above S3's least of 5 MiB, and small enough that a lost part costs a phone little. */
const usualPartBytes = 8 * MiB;
/** An answer with more signed addresses than this grows past a megabyte. */
export const signedAtOnce = 500;

export type PartPlan = { readonly partBytes: number; readonly partCount: number };

/** Equal parts but for the last: as small as is usual, as large as the limit on their number makes them. */
export const planParts = (bytes: number, limitBytes: number = mostBytes): PartPlan => {
  const limit = Math.min(limitBytes, mostBytes);
  if (bytes > limit)
    throw new EngineError('upload.too-large', `bytes: ${bytes} is over the limit of ${limit}`, { field: 'bytes' });
  const partBytes = Math.max(usualPartBytes, Math.ceil(bytes / mostParts / MiB) * MiB);
  return planOf({ bytes, partBytes });
};

/** The plan that an upload was begun with. */
export const planOf = ({ bytes, partBytes }: { readonly bytes: number; readonly partBytes: number }): PartPlan => ({
  partBytes,
  partCount: Math.ceil(bytes / partBytes),
});

/** Bytes that the part must have; its number counts from 1. */
export const bytesOfPart = (bytes: number, { partBytes, partCount }: PartPlan, number: number): number =>
  number < partCount ? partBytes : bytes - partBytes * (partCount - 1);
