import type { PartSums } from '#shared/ports/uploads.ts';

export const inMemoryPartSums = (): PartSums => {
  const kept = new Map<string, Map<number, string>>();
  const of = (upload: string) => kept.get(upload) ?? new Map<number, string>();
  return {
    keep: async (upload, sums) =>
      void kept.set(upload, new Map([...of(upload), ...sums.map(({ number, sha256 }) => [number, sha256] as const)])),
    of: async (upload) => new Map(of(upload)),
  };
};
