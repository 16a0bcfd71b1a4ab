import type { Needs } from '#shared/operation.ts';

type Size = { readonly cpu: number; readonly memoryMiB: readonly [least: number, most: number, step: number] };

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html, from one CPU up. */
const sizes: readonly Size[] = [
  { cpu: 1, memoryMiB: [2048, 8192, 1024] },
  { cpu: 2, memoryMiB: [4096, 16_384, 1024] },
  { cpu: 4, memoryMiB: [8192, 30_720, 1024] },
  { cpu: 8, memoryMiB: [16_384, 61_440, 4096] },
  { cpu: 16, memoryMiB: [32_768, 122_880, 8192] },
];

/** Every task has this much disk at no price. */
const leastDiskGiB = 21;

/** The smallest task that has room for each of the needs, in the units of a task definition. */
export const fargateSize = (
  needs: readonly Pick<Needs, 'cpu' | 'memoryMiB' | 'diskGiB'>[],
): { cpu: number; memoryLimitMiB: number; ephemeralStorageGiB: number } => {
  const cpu = Math.max(0, ...needs.map((each) => each.cpu));
  const memory = Math.max(0, ...needs.map((each) => each.memoryMiB));
  const size = sizes.find((each) => each.cpu >= cpu && each.memoryMiB[1] >= memory);
  if (!size) throw new Error(`no Fargate task has ${cpu} CPUs and ${memory} MiB`);
  const [least, , step] = size.memoryMiB;
  return {
    cpu: size.cpu * 1024,
    memoryLimitMiB: least + Math.max(0, Math.ceil((memory - least) / step)) * step,
    ephemeralStorageGiB: Math.max(leastDiskGiB, ...needs.map((each) => each.diskGiB)),
  };
};
