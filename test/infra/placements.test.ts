import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Needs, type Operation, operation } from '#shared/operation.ts';
import { BatchGpuPlacement } from '../../infra/placement/batch-gpu.ts';
import { FargatePlacement } from '../../infra/placement/fargate.ts';
import { LambdaPlacement } from '../../infra/placement/lambda.ts';
import { MediaConvertPlacement } from '../../infra/placement/mediaconvert.ts';
import type { Placement, PlacementName } from '../../infra/placement/placement.ts';
import { QueuePlacement } from '../../infra/placement/queue.ts';
import { byMinutes, refusal } from '../../infra/placement/rule.ts';
import { assertPlaced, operationsAt, placements, ruleFor } from '../../infra/placements.ts';
import { readProduct } from '../../infra/product.ts';

const anOperation = (needs: Partial<Needs>, name: Operation['name'] = 'media.transcode'): Operation =>
  operation({
    name,
    input: z.strictObject({}),
    output: z.strictObject({}),
    needs: { cpu: 1, memoryMiB: 1024, diskGiB: 1, minutes: 5, tools: ['ffmpeg'], ...needs },
  });

/** Refusals look at no resource, so that none is needed to ask for them. */
const none = undefined as never;
const all: Partial<Record<PlacementName, Placement>> = {
  lambda: new LambdaPlacement({ workerFor: none }),
  fargate: new FargatePlacement(none),
  'batch-gpu': new BatchGpuPlacement(none),
  mediaconvert: new MediaConvertPlacement(none),
  'queue:compute': new QueuePlacement({ queue: none, tag: 'compute' }),
  'queue:network': new QueuePlacement({ queue: none, tag: 'network' }),
};
const at = (name: PlacementName): Placement => all[name] ?? none;

describe('a placement refuses what it cannot run, in words', () => {
  it.each<[PlacementName, Partial<Needs>, string]>([
    ['lambda', { minutes: 90 }, 'media.transcode needs 90 minutes, Lambda stops at 15'],
    ['lambda', { memoryMiB: 16_384 }, 'media.transcode needs 16384 MiB, Lambda has 10240'],
    ['lambda', { diskGiB: 40 }, 'media.transcode needs 40 GiB of disk, Lambda has 10'],
    ['lambda', { cpu: 8 }, 'media.transcode needs 8 CPUs, Lambda has 6'],
    ['lambda', { gpu: true }, 'media.transcode needs a GPU, Lambda has none'],
    ['fargate', { gpu: true }, 'media.transcode needs a GPU, Fargate has none'],
    ['fargate', { diskGiB: 500 }, 'media.transcode needs 500 GiB of disk, Fargate has 200'],
    ['fargate', { cpu: 32 }, 'media.transcode needs 32 CPUs, Fargate has 16'],
    ['batch-gpu', {}, 'media.transcode needs no GPU, batch-gpu is for work that does'],
    ['batch-gpu', { gpu: true, cpu: 64 }, 'media.transcode needs 64 CPUs, the GPU machine has 16'],
    ['mediaconvert', { tools: ['yt-dlp'] }, 'media.transcode needs yt-dlp, MediaConvert runs no programs of ours'],
    ['queue:compute', { minutes: 800 }, 'media.transcode needs 800 minutes, a message stays in flight for 720'],
  ])('%s, %o', (place, needs, sentence) => {
    expect(refusal(anOperation(needs), place, at)).toBe(sentence);
  });

  it.each<[PlacementName, Partial<Needs>]>([
    ['lambda', { minutes: 15, memoryMiB: 10_240, diskGiB: 10, cpu: 6 }],
    ['fargate', { minutes: 600, cpu: 16, memoryMiB: 122_880, diskGiB: 200 }],
    ['batch-gpu', { gpu: true, minutes: 600 }],
    ['mediaconvert', { tools: ['ffmpeg', 'ffprobe'] }],
    ['queue:compute', { minutes: 720, gpu: true }],
  ])('%s takes what just fits: %o', (place, needs) => {
    expect(refusal(anOperation(needs), place, at)).toBeUndefined();
  });
});

describe('a rule by minutes', () => {
  const rule = byMinutes({ upTo: 8, scratchGiB: 8, then: 'lambda', otherwise: 'fargate' });

  it('is judged at each branch by that branch’s own bound', () => {
    expect(refusal(anOperation({ minutes: 90, diskGiB: 40 }), rule, at)).toBeUndefined();
  });

  it('is refused where even the bound is too much', () => {
    const late = byMinutes({ upTo: 20, scratchGiB: 8, then: 'lambda', otherwise: 'fargate' });
    expect(refusal(anOperation({ minutes: 90 }), late, at)).toBe(
      'media.transcode needs 20 minutes, Lambda stops at 15',
    );
  });

  it('is refused where the other branch cannot do the longest', () => {
    expect(refusal(anOperation({ minutes: 90, diskGiB: 400 }), rule, at)).toBe(
      'media.transcode needs 400 GiB of disk, Fargate has 200',
    );
  });
});

describe('the table', () => {
  let operations: readonly Operation[];
  beforeAll(async () => {
    operations = (await readProduct()).operations;
  });

  it.each(['aws', 'local'] as const)('places every operation of the product, target %s', (target) => {
    expect(operations.length).toBeGreaterThan(0);
    expect(Object.keys(placements[target]).sort()).toEqual(operations.map(({ name }) => name).sort());
    expect(() => assertPlaced(operations, placements[target], at)).not.toThrow();
  });

  it('fails with the name of an operation that it does not place', () => {
    expect(() => ruleFor(anOperation({}, 'media.forgotten'), placements.aws)).toThrow(
      'media.forgotten has no placement: add it to infra/placements.ts',
    );
  });

  it('sizes a worker by what it can be sent, not by the longest that goes elsewhere', () => {
    const [small] = operationsAt('lambda', [anOperation({ minutes: 90, diskGiB: 40 })], placements.aws);
    expect(small?.needs).toMatchObject({ minutes: 8, diskGiB: 8 });
  });
});
