import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { homeAt } from '../../infra/local/home.ts';
import { choosePorts } from '../../infra/local/ports.ts';
import type { Kept } from '../../infra/local/processes/keep-running.ts';
import { ensureSecrets } from '../../infra/local/secrets.ts';
import { startWorker } from '../../infra/local/worker.ts';
import { ended, submit } from '../support/client.ts';
import { type FullHands, fillHands } from '../support/full-hands.ts';
import { aPerson, type Person } from '../support/people.ts';
import { source } from '../support/sources.ts';

/** A worker of the same stack that works on a disk of so many megabytes. */
const workerOn = async (folder: string): Promise<Kept> => {
  const { data, outputs } = inject('stack');
  const shared = homeAt(data);
  const home = { ...shared, workerScratch: join(folder, 'disk'), run: join(folder, 'run'), logs: join(folder, 'logs') };
  const stack = { home, ports: await choosePorts(shared), secrets: await ensureSecrets(shared) };
  return startWorker(stack, outputs, () => undefined);
};

describe('a full disk in the scratch folder', () => {
  let folder: string;
  let person: Person;
  let hands: FullHands;
  let worker: Kept | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reelmill-e2e-'));
    await mkdir(join(folder, 'disk'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', join(folder, 'disk')]);
    person = await aPerson('user');
    hands = await fillHands(person.api);
    worker = await workerOn(folder);
  });
  afterAll(async () => {
    await worker?.stop();
    await hands.free();
    execFileSync('umount', [join(folder, 'disk')]);
    await rm(folder, { recursive: true });
  });

  it('fails the job with worker.disk-full after as many tries as may help, and leaves the disk empty', async () => {
    const job = await submit(person.api, await source('endless.mp4'), { preset: 'wav' });
    const failed = await ended(person.api, job);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'worker.disk-full' } });
    expect(failed.error?.message).not.toContain(folder);
  });

  it('does not keep the worker from what fits', async () => {
    const job = await submit(person.api, await source('tiny.mp4'), { preset: 'wav' });
    expect(await ended(person.api, job)).toMatchObject({ state: 'succeeded' });
  });
});
