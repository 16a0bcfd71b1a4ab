import { EngineError } from '#shared/errors.ts';
import type { UploadedPart } from '#shared/ports/uploads.ts';
import type { Upload } from '#shared/upload.ts';
import { bytesOfPart } from './plan-parts.ts';

const some = (numbers: readonly number[]): string =>
  numbers.length <= 10 ? numbers.join(', ') : `${numbers.slice(0, 10).join(', ')} and ${numbers.length - 10} more`;

/** Every part is there and as large as planned; otherwise `upload.incomplete` names those that are not. */
export const checkParts = ({ bytes, partBytes }: Upload, arrived: readonly UploadedPart[]): void => {
  const plan = { partBytes, partCount: Math.ceil(bytes / partBytes) };
  const sizes = new Map(arrived.map((part) => [part.number, part.bytes]));
  const numbers = Array.from({ length: plan.partCount }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !sizes.has(number));
  if (missing.length) throw new EngineError('upload.incomplete', `parts: missing ${some(missing)}`, { field: 'parts' });
  const wrong = numbers.filter((number) => sizes.get(number) !== bytesOfPart(bytes, plan, number));
  if (wrong.length)
    throw new EngineError('upload.incomplete', `parts: not of the planned size: ${some(wrong)}`, { field: 'parts' });
};
