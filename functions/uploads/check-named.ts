import { EngineError } from '#shared/errors.ts';
import { planOf } from '#shared/plan-parts.ts';
import type { PartedUpload } from '#shared/upload.ts';

type Named = { readonly number: number; readonly sha256?: string | undefined };

const refuse = (place: number, name: keyof Named, what: string): EngineError => {
  const field = `parts[${place}].${name}`;
  return new EngineError('request.invalid', `${field}: ${what}`, { field });
};

/** Refuses what a request says of parts that cannot be: one that was not planned, one twice, a sum not agreed on. */
export const checkNamed = (upload: PartedUpload, named: readonly Named[]): void => {
  const { partCount } = planOf(upload);
  const seen = new Set<number>();
  for (const [place, { number, sha256 }] of named.entries()) {
    if (number > partCount)
      throw refuse(place, 'number', `${number} is beyond the plan; the last part is ${partCount}`);
    if (seen.has(number)) throw refuse(place, 'number', `part ${number} is named twice; name each part once`);
    if (sha256 !== undefined && upload.checksum !== 'sha256')
      throw refuse(place, 'sha256', 'the upload was not begun with checksum sha256; leave it out');
    seen.add(number);
  }
};
