import { EngineError } from '#shared/errors.ts';
import type { UploadedPart } from '#shared/ports/uploads.ts';
import type { PartedUpload } from '#shared/upload.ts';
import { checkParts } from './check-parts.ts';

export type NamedPart = { readonly number: number; readonly etag: string; readonly sha256?: string | undefined };
type JoinedPart = { readonly number: number; readonly etag: string; readonly sha256?: string };

const sumOf = ({ number, sha256 }: UploadedPart, named: string | undefined, signed: string | undefined): string => {
  if (sha256 !== undefined && named !== undefined && sha256 !== named)
    throw new EngineError('upload.checksum', `parts: part ${number} was sent with another sha256`, { field: 'parts' });
  const sum = named ?? sha256 ?? signed;
  if (sum !== undefined) return sum;
  throw new EngineError('request.invalid', `parts: give the sha256 of part ${number}, which the store does not tell`, {
    field: 'parts',
  });
};

/**
 * What the store is asked to join. What the client says that it sent goes before what arrived, so that the store finds
 * a part that is another; the sum of a part is what the client names, the store tells, or it was signed with.
 */
export const joinParts = (
  upload: PartedUpload,
  arrived: readonly UploadedPart[],
  {
    named = [],
    signed,
  }: { readonly named?: readonly NamedPart[] | undefined; readonly signed: ReadonlyMap<number, string> },
): JoinedPart[] => {
  const sent = new Map(named.map((part) => [part.number, part]));
  return checkParts(upload, arrived).map((part) => {
    const { number } = part;
    const said = sent.get(number);
    return {
      number,
      etag: said?.etag ?? part.etag,
      ...(upload.checksum === 'sha256' && { sha256: sumOf(part, said?.sha256, signed.get(number)) }),
    };
  });
};
