import { EngineError } from '#shared/errors.ts';
import { bytesOfPart, planOf } from '#shared/plan-parts.ts';
import type { UploadedPart } from '#shared/ports/uploads.ts';
import type { PartedUpload } from '#shared/upload.ts';

const some = (numbers: readonly number[]): string =>
  numbers.length <= 10 ? numbers.join(', ') : `${numbers.slice(0, 10).join(', ')} and ${numbers.length - 10} more`;

const incomplete = (what: string) => new EngineError('upload.incomplete', `parts: ${what}`, { field: 'parts' });

/**
 * The planned parts out of what has arrived, in order. That one is missing or not as large as planned is
 * `upload.incomplete`, which names it.
 */
export const checkParts = (upload: PartedUpload, arrived: readonly UploadedPart[]): UploadedPart[] => {
  const plan = planOf(upload);
  const sizes = new Map(arrived.map((part) => [part.number, part.bytes]));
  const numbers = Array.from({ length: plan.partCount }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !sizes.has(number));
  if (missing.length) throw incomplete(`missing ${some(missing)}`);
  const wrong = numbers.filter((number) => sizes.get(number) !== bytesOfPart(upload.bytes, plan, number));
  if (wrong.length) throw incomplete(`not of the planned size: ${some(wrong)}`);
  return arrived.filter(({ number }) => number <= plan.partCount).toSorted((a, b) => a.number - b.number);
};
