const MiB = 1024 ** 2;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const mostParts = 10_000;
/** The largest object that S3 takes. */
export const mostBytes = 5 * 1024 ** 4;
/** Above S3's least of 5 MiB, small enough that a lost part costs a phone little, and that four fit in memory at once. */
const usualPartBytes = 8 * MiB;

type PartPlan = { readonly partBytes: number; readonly partCount: number };

/** How a file of so many bytes goes up in parts of `partBytes`; one without bytes is one part without bytes. */
export const planOf = ({ bytes, partBytes }: { readonly bytes: number; readonly partBytes: number }): PartPlan => ({
  partBytes,
  partCount: Math.max(1, Math.ceil(bytes / partBytes)),
});

/** Equal parts but for the last: as small as is usual, as large as the limit on their number makes them. */
export const planParts = (bytes: number): PartPlan =>
  planOf({ bytes, partBytes: Math.max(usualPartBytes, Math.ceil(bytes / mostParts / MiB) * MiB) });

/** Bytes that the part must have; its number counts from 1. */
export const bytesOfPart = (bytes: number, { partBytes, partCount }: PartPlan, number: number): number =>
  number < partCount ? partBytes : bytes - partBytes * (partCount - 1);
