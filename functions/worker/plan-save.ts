const MiB = 1024 ** 2;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const mostParts = 10_000;
/** Above S3's least of 5 MiB; four of them are in memory at once. */
const usualPartBytes = 8 * MiB;

/** Parts of equal size but for the last; a file without bytes is one part without bytes. */
export const planSave = (bytes: number): { readonly partBytes: number; readonly partCount: number } => {
  const partBytes = Math.max(usualPartBytes, Math.ceil(bytes / mostParts / MiB) * MiB);
  return { partBytes, partCount: Math.max(1, Math.ceil(bytes / partBytes)) };
};
