import { planOf } from '#shared/plan-parts.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import type { PartedUpload } from '#shared/upload.ts';

/** An answer with more signed addresses than this grows past a megabyte. */
export const signedAtOnce = 500;

type PartToSign = { readonly number: number; readonly sha256?: string };
type Signed = { readonly number: number; readonly url: string; readonly headers?: Record<string, string> };

const sign = async (
  { key, multipart }: PartedUpload,
  part: PartToSign,
  { multiparts }: { readonly multiparts: Pick<MultipartStore, 'signPart'> },
): Promise<Signed> => ({
  number: part.number,
  url: await multiparts.signPart(key, multipart, part),
  ...(part.sha256 && { headers: { 'x-amz-checksum-sha256': part.sha256 } }),
});

export const signParts = (
  upload: PartedUpload,
  parts: readonly PartToSign[],
  ports: { readonly multiparts: Pick<MultipartStore, 'signPart'> },
): Promise<Signed[]> => Promise.all(parts.map((part) => sign(upload, part, ports)));

/** The parts from `from` on; none of an upload whose parts are signed with their checksums. */
export const nextParts = (
  upload: PartedUpload,
  { from, limit }: { readonly from: number; readonly limit: number },
): PartToSign[] => {
  if (upload.checksum === 'sha256') return [];
  const last = Math.min(planOf(upload).partCount, from + limit - 1);
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => ({ number: from + index }));
};
