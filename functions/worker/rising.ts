import type { Progress } from '#shared/operation.ts';

/** Tools report less at times, at the end of a sound track for one; who watches must not see work undone. */
export const rising = (): ((progress: Progress) => Progress) => {
  let highest: number | undefined;
  return ({ percent, ...progress }) => {
    if (percent !== undefined) highest = Math.max(highest ?? 0, percent);
    return { ...progress, ...(highest !== undefined && { percent: highest }) };
  };
};
