import { planParts } from '#shared/plan-parts.ts';

/** A smaller file is in the store within a moment of its end. */
const leastBytes = 32 * 1024 ** 2;
/** What else comes in while one file is fetched (answers to questions, what encryption adds) is far less of it. */
const shareBesides = 1 / 128;

export type SendPlan = {
  /** That the file will have. */
  readonly bytes: number;
  readonly partBytes: number;
  /**
   * How much of the file is waited for before its first part is sent: where it is begun anew after that, at least so much
   * more comes in than it is long.
   */
  readonly leadBytes: number;
};

/** How a file goes up while it is fetched; null where its site does not say how long it is, or that is not worth while. */
export const planSending = (bytes: number | null): SendPlan | null => {
  if (bytes === null || bytes < leastBytes) return null;
  const { partBytes } = planParts(bytes);
  return { bytes, partBytes, leadBytes: Math.max(partBytes, Math.ceil(bytes * shareBesides)) };
};

type Fetched = {
  /** Whether the finished file is the very one that was read as it grew. */
  readonly isSame: boolean;
  readonly bytes: number;
  /** From the site, since before the file was begun. */
  readonly cameIn: number;
};

/** Why the bytes that were read of a file while it grew may not be those that it has now, or null. */
export const whyNotAsSent = (
  { bytes: planned, leadBytes }: SendPlan,
  { isSame, bytes, cameIn }: Fetched,
): string | null => {
  if (!isSame) return 'something was made of it';
  if (bytes !== planned) return `it has ${bytes} bytes, and was to have ${planned}`;
  return cameIn >= bytes && cameIn < bytes + leadBytes ? null : 'it may have been begun anew meanwhile';
};
