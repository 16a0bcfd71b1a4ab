import { describe, expect, it } from 'vitest';
import { keysUnder } from '../support/bucket.ts';
import { backAgain, ended, jobNow, submit } from '../support/client.ts';
import { aPerson } from '../support/people.ts';
import { killService, type Service, toolsOf } from '../support/processes.ts';
import { source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const then = { rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 240 } };
const stages = ['queued', 'waiting', 'probing', 'encoding', 'uploading'];
const services: readonly Service[] = ['worker', 'emulator', 'store'];
const rounds = services.flatMap((service) => stages.map((stage) => ({ service, stage })));

describe.runIf(process.env['REELMILL_SOAK'])('a job whose surroundings are killed at every stage', () => {
  it.each(rounds)(
    'succeeds once although the $service was killed at "$stage" or soon after',
    async ({ service, stage }) => {
      const person = await aPerson('user');
      const job = await submit(person.api, await source('noisy.mkv'), then);
      const hasCome = (seen: string | undefined) => seen !== undefined && stages.indexOf(seen) >= stages.indexOf(stage);
      await until(
        async () => (await jobNow(person.api, job))?.progress.stage,
        (seen) => hasCome(seen) || seen === 'done',
        { everyMs: 50 },
      );
      await killService(service);
      await backAgain();
      const over = await ended(person.api, job, 300);
      expect(over).toMatchObject({ state: 'succeeded' });
      expect(await keysUnder(`processed/${person.owner}/${job}/`)).toHaveLength(over.artifacts.length);
      expect(toolsOf(job)).toEqual([]);
    },
    400_000,
  );
});
