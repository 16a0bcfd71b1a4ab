import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { mark } from '#shared/life-cycle.ts';
import { artifactPrefix } from '#shared/prefixes.ts';
import { remotePorts, remoteQueue } from '#worker/remote/ports.ts';
import { takeDelivery } from '#worker/take-delivery.ts';
import { aJob } from '../../../support/builders.ts';
import { silentLog } from '../../../support/call.ts';
import { anEngine, linesOf } from '../../../support/engine.ts';
import { inMemoryCallbacks } from '../../../support/fakes/callbacks.ts';
import { inMemoryWorkQueue } from '../../../support/fakes/work-queue.ts';
import { anInstallation, workPorts } from '../../../support/installation.ts';
import { aCall, aWork, aWorker, never, untilAborted } from '../../../support/worker.ts';

const job = aJob({ state: 'running' });
const prefix = artifactPrefix(job);
const run = { job: job.id, attempt: job.attempt, step: 'encode' };
const installed = () => anInstallation(anEngine({ jobs: [job] }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-remote-'));
});
afterAll(() => rm(folder, { recursive: true }));

const aFile = async (bytes: Uint8Array): Promise<string> => {
  const path = join(folder, newId());
  await writeFile(path, bytes);
  return path;
};

describe('the store of a worker outside', () => {
  it.each([0, 1, 8 * 1024 ** 2, 20 * 1024 ** 2 + 7])('saves %i bytes and reads ranges of them', async (size) => {
    await using home = await installed();
    const store = remotePorts(home.api).mediaFor(run);
    const bytes = randomBytes(size);
    const key = `${prefix}a.mp4`;
    const saved = await store.save(await aFile(bytes), key, { mediaType: 'video/mp4' });
    expect(saved).toEqual({ bytes: size, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await store.head(key)).toMatchObject({ key, bytes: size, mediaType: 'video/mp4' });
    expect(Buffer.from((await store.read(key)) ?? []).equals(bytes)).toBe(true);
    await using opened = await store.open(key);
    const { hostname, search } = new URL(opened.url);
    expect([hostname, search]).toEqual(['127.0.0.1', '']);
    const read = Buffer.from(await (await fetch(opened.url)).arrayBuffer());
    expect(read.equals(bytes)).toBe(true);
  });

  it('knows nothing of a key that has no object', async () => {
    await using home = await installed();
    const store = remotePorts(home.api).mediaFor(run);
    expect(await store.head(`${prefix}none`)).toBeNull();
    expect(await store.read(`${prefix}none`)).toBeNull();
    await expect(store.open(`${prefix}none`)).rejects.toMatchObject({ code: 'source.not-found' });
  });

  it('signs anew what the store does not take any more', async () => {
    const ports = workPorts(anEngine({ jobs: [job] }));
    const signed: string[] = [];
    const presign: typeof ports.media.presign = async (key) => {
      signed.push(key);
      return ports.media.presign(key, { seconds: signed.length === 1 ? 0 : 60 });
    };
    await using home = await anInstallation({ ...ports, media: { ...ports.media, presign } });
    const store = remotePorts(home.api).mediaFor(run);
    await store.save(await aFile(Buffer.from('0123456789')), `${prefix}a`, { mediaType: 'video/mp4' });
    await using opened = await store.open(`${prefix}a`);
    const range = { headers: { range: 'bytes=2-4' } };
    expect(await (await fetch(opened.url, range)).text()).toBe('234');
    expect(await (await fetch(opened.url, range)).text()).toBe('234');
    expect(signed).toHaveLength(2);
  });

  it('leaves nothing of a file whose job was canceled while it went up', async () => {
    const ports = workPorts(anEngine({ jobs: [job] }));
    const begun: string[] = [];
    const canceled = new AbortController();
    const begin: typeof ports.multiparts.begin = async (...about) => {
      begun.push(await ports.multiparts.begin(...about));
      canceled.abort(new EngineError('job.canceled', 'enough'));
      return begun[0] ?? '';
    };
    await using home = await anInstallation({ ...ports, multiparts: { ...ports.multiparts, begin } });
    const store = remotePorts(home.api).mediaFor(run);
    const path = await aFile(randomBytes(100));
    const saving = store.save(path, `${prefix}a`, { mediaType: 'video/mp4', signal: canceled.signal });
    await expect(saving).rejects.toMatchObject({ code: 'job.canceled' });
    expect(await ports.media.head(`${prefix}a`)).toBeNull();
  });

  it('of an attempt that is over writes nothing that the next one would find', async () => {
    const engine = anEngine({ jobs: [{ ...job, attempt: 2 }] });
    await using home = await anInstallation(engine);
    const late = remotePorts(home.api);
    const saving = late.mediaFor(run).save(await aFile(Buffer.from('old')), `${prefix}a`, { mediaType: 'video/mp4' });
    await expect(saving).rejects.toMatchObject({ code: 'job.canceled' });
    await expect(late.checkpoints.put(run, 'old')).rejects.toMatchObject({ code: 'job.canceled' });
    expect(await late.jobs.apply(job.id, mark(1, { stage: 'encoding', percent: 99 }, new Date()))).toBeNull();
    expect(engine.bucket.size).toBe(0);
    expect((await engine.jobs.get(job.id))?.progress).toEqual(job.progress);
  });

  it("is told that another's files are out of reach", async () => {
    await using home = await installed();
    const store = remotePorts(home.api).mediaFor(run);
    await expect(store.head('raw/bob/1/a.mov')).rejects.toMatchObject({ code: 'work.out-of-reach' });
    const saving = store.save(await aFile(Buffer.from('x')), 'processed/bob/1/a', { mediaType: 'video/mp4' });
    await expect(saving).rejects.toMatchObject({ code: 'work.out-of-reach' });
  });
});

describe('a worker outside', () => {
  it('does a call that it took, and leaves output, checkpoint and log behind', async () => {
    using machine = aWorker();
    const callbacks = inMemoryCallbacks('token');
    const engine = anEngine({ jobs: [machine.job] });
    const queue = inMemoryWorkQueue();
    await using home = await anInstallation({ ...engine, callbacks, queueOf: () => queue });
    await queue.send({ call: aCall(machine.job), token: 'token' });
    const { scratchRoot, tools, web, sites, cookieJars } = machine.ports;
    const about = { maker: 'its own version', log: silentLog, web, sites, cookieJars };
    const remote = {
      ...remotePorts(home.api),
      tools,
      scratchRoot,
      ...about,
      queue: remoteQueue(home.api, 'compute'),
      workOf: () => aWork(),
    };
    const [delivery] = await remote.queue.receive(1, 0);
    if (!delivery) throw new Error('there is no message');
    await takeDelivery(delivery, never, remote);
    expect(callbacks.answers.get('token')).toEqual({ output: { doubled: 42 } });
    expect(await engine.checkpoints.get(machine.job.id, 'double')).toEqual({ doubled: 42 });
    expect(await engine.checkpoints.makers(machine.job.id)).toEqual(['its own version']);
    expect((await engine.jobs.get(machine.job.id))?.progress.stage).toBe('waiting');
    expect(await remote.queue.extend(delivery.receipt, 5)).toBe(false);
  });

  it('that is told to stop gives back message and start, so that stops are not counted as failures', async () => {
    using machine = aWorker();
    const engine = anEngine({ jobs: [machine.job] });
    const queue = inMemoryWorkQueue();
    const callbacks = inMemoryCallbacks('token');
    await using home = await anInstallation({ ...engine, callbacks, queueOf: () => queue });
    await queue.send({ call: aCall(machine.job), token: 'token' });
    const { scratchRoot, tools, web, sites, cookieJars } = machine.ports;
    const about = { maker: 'its own version', log: silentLog, web, sites, cookieJars };
    const busy = aWork(async (_input, { signal }) => untilAborted(signal));
    const remote = {
      ...remotePorts(home.api),
      tools,
      scratchRoot,
      ...about,
      queue: remoteQueue(home.api, 'compute'),
      workOf: () => busy,
    };
    for (const _deploy of [1, 2, 3, 4]) {
      const [delivery] = await remote.queue.receive(1, 0);
      if (!delivery) throw new Error('there is no message');
      await takeDelivery(delivery, AbortSignal.abort(new EngineError('worker.restarted', 'stop')), remote);
    }
    expect(callbacks.answers.size).toBe(0);
    expect(await engine.checkpoints.start(aCall(machine.job))).toBe(1);
  });

  it('asks again while the installation cannot answer, but does not poll twice', async () => {
    await using home = await installed();
    const { jobs, queueOf } = remotePorts(home.api);
    home.answers.outages = 2;
    expect(await jobs.get(job.id)).toEqual({ state: 'running', attempt: 1 });
    expect(home.answers.asked).toBe(3);
    home.answers.outages = 1;
    await expect(queueOf('compute').receive(1, 0)).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(home.answers.asked).toBe(4);
  });

  it('is turned away for good once its key is revoked', async () => {
    await using home = await installed();
    const { jobs } = remotePorts(home.api);
    await jobs.get(job.id);
    await home.revoke();
    await expect(jobs.get(job.id)).rejects.toMatchObject({ code: 'auth.required' });
    expect(home.api.turnedAway.aborted).toBe(true);
    const { asked } = home.answers;
    await expect(jobs.get(job.id)).rejects.toMatchObject({ code: 'auth.required' });
    expect(home.answers.asked).toBe(asked);
  });

  it('writes a log of any length', async () => {
    const engine = anEngine({ jobs: [job] });
    await using home = await anInstallation(engine);
    const lines = Array.from({ length: 1100 }, (_, n) => ({
      at: '2026-11-21T12:00:00.000Z',
      step: 'encode',
      line: `${n} ${'\u0001'.repeat(1500)}`,
    }));
    await remotePorts(home.api).logs.append(job.id, lines);
    const { items } = await engine.logs.page(job.id, { limit: 2000 });
    expect(items.map(({ step, line }) => ({ step, line }))).toEqual(lines.map(({ step, line }) => ({ step, line })));
    expect(await linesOf(engine, job.id)).toHaveLength(1000);
  });
});
