import { describe, expect, it } from 'vitest';
import { hashOfKey, newKey } from '#shared/api-key.ts';
import { newId } from '#shared/ids.ts';
import { begin, mark, requeue } from '#shared/life-cycle.ts';
import type { AnswerPorts } from '#worker/answers/ports.ts';
import { work } from '#worker/routes/work.ts';
import { aJob } from '../../../support/builders.ts';
import { call } from '../../../support/call.ts';
import { anEngine, linesOf } from '../../../support/engine.ts';
import { inMemoryKeys } from '../../../support/fakes/keys.ts';
import { workPorts } from '../../../support/installation.ts';

const running = aJob({ owner: 'ann', state: 'running' });
const over = aJob({ owner: 'ann', state: 'canceled', endedAt: '2020-01-01T00:00:00.000Z' });
const engine = () => workPorts(anEngine({ jobs: [running, over] })) as AnswerPorts & ReturnType<typeof anEngine>;

const aKey = async () => {
  const keys = inMemoryKeys();
  const key = newKey();
  await keys.create({ id: newId(), owner: 'root', name: 'box', scopes: ['worker'], createdAt: '' }, hashOfKey(key));
  return { keys, headers: { 'x-api-key': key } };
};

const ask = async (body: unknown, ports = engine(), gate: Parameters<typeof call>[3] = {}) => {
  const { keys, headers } = await aKey();
  return call(work, ports, { body, headers }, { keys, ...gate });
};

const mine = `processed/ann/${running.id}/film.mp4`;

describe('whoever asks for work', () => {
  it.each(['root/admin', 'ann/user', 'ann/viewer'] as const)('is not a person: %s', async (as) => {
    expect(
      await call(work, engine(), { as, body: { do: 'take', tag: 'compute', max: 1, waitSeconds: 0 } }),
    ).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
  });

  it('asks for what there is', async () =>
    expect(await ask({ do: 'dance' })).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'do' } }));

  it('is counted by key, apart from what people do', async () => {
    const taken: string[] = [];
    const limits = {
      take: async ({ key, count }: { key: string; count: number }) => {
        taken.push(`${key.replace(/[\da-f-]{36}/, 'id')} ${count}`);
        return { allowed: true, remaining: 1, resetSeconds: 1 };
      },
    };
    await ask({ do: 'take', tag: 'compute', max: 1, waitSeconds: 0 }, engine(), { limits });
    expect(taken).toEqual(['key:id:work 36000']);
  });
});

describe('files', () => {
  it('are shown and signed as far as a running job reaches', async () => {
    const ports = engine();
    ports.bucket.set('raw/ann/1/a.mov', { body: Buffer.from('x'), mediaType: 'video/mp4', metadata: {} });
    const place = { job: running.id, key: 'raw/ann/1/a.mov' };
    expect((await ask({ do: 'head', ...place }, ports)).body.object).toMatchObject({ key: place.key, bytes: 1 });
    const { body } = await ask({ do: 'sign', ...place }, ports);
    expect(await (await fetch(body.url)).text()).toBe('x');
  });

  it.each([
    ['head', { key: 'raw/bob/1/a.mov' }],
    ['sign', { key: 'raw/bob/1/a.mov' }],
    ['begin', { attempt: 1, key: 'raw/ann/1/a.mov', mediaType: 'video/mp4', bytes: 1 }],
    ['begin', { attempt: 1, key: `processed/bob/${running.id}/a.mp4`, mediaType: 'video/mp4', bytes: 1 }],
    ['parts', { key: 'raw/ann/1/a.mov', upload: 'u', from: 1, count: 1 }],
    ['complete', { attempt: 1, key: 'raw/ann/1/a.mov', upload: 'u', bytes: 1, parts: [{ number: 1, etag: 'e' }] }],
  ])('beyond it are refused: %s %j', async (what, more) =>
    expect(await ask({ do: what, job: running.id, ...more })).toMatchObject({
      status: 403,
      body: { code: 'work.out-of-reach', field: 'key' },
    }),
  );

  it.each([
    ['head', { key: 'raw/ann/1/a.mov' }],
    ['begin', { attempt: 1, key: `work/${over.id}/a`, mediaType: 'video/mp4', bytes: 1 }],
    ['keep', { attempt: 1, step: 'encode', result: 1 }],
    ['give-back', { attempt: 1, step: 'encode', start: 1 }],
    ['start', { step: 'encode', attempt: 1 }],
    ['result', { step: 'encode' }],
    ['log', { lines: [] }],
  ])('and records of a job that is over are refused: %s', async (what, more) =>
    expect(await ask({ do: what, job: over.id, ...more })).toMatchObject({
      status: 409,
      body: { code: 'job.canceled' },
    }),
  );

  it.each([
    ['begin', { key: mine, mediaType: 'video/mp4', bytes: 1 }],
    ['complete', { key: mine, upload: 'u', bytes: 1, parts: [{ number: 1, etag: 'e' }] }],
    ['start', { step: 'encode' }],
    ['keep', { step: 'encode', result: 1 }],
    ['give-back', { step: 'encode', start: 1 }],
  ])('and records of an attempt that is over are refused: %s', async (what, more) => {
    const ports = engine();
    await ports.jobs.apply(running.id, requeue(running, new Date()));
    await ports.jobs.apply(running.id, begin(2, new Date()));
    expect(await ask({ do: what, job: running.id, attempt: 1, ...more }, ports)).toMatchObject({
      status: 409,
      body: { code: 'job.canceled', field: 'attempt' },
    });
    expect(await ports.checkpoints.get(running.id, 'encode')).toBeUndefined();
  });

  it('of no job at all are not found', async () =>
    expect(await ask({ do: 'head', job: newId(), key: 'raw/ann/1/a' })).toMatchObject({
      status: 404,
      body: { code: 'job.not-found' },
    }));

  it('go up in parts, and once though the answer was lost', async () => {
    const ports = engine();
    const begin = { do: 'begin', job: running.id, attempt: 1, key: mine, mediaType: 'video/mp4', bytes: 5 };
    const { body: plan } = await ask(begin, ports);
    expect(plan.parts).toHaveLength(1);
    const put = await fetch(plan.parts[0].url, { method: 'PUT', body: 'bytes' });
    const parts = [{ number: 1, etag: put.headers.get('etag')?.replaceAll('"', '') }];
    const complete = { do: 'complete', job: running.id, attempt: 1, key: mine, upload: plan.upload, bytes: 5, parts };
    expect((await ask(complete, ports)).status).toBe(200);
    expect((await ask(complete, ports)).status).toBe(200);
    expect((await ask({ ...complete, bytes: 6 }, ports)).body.code).toBe('upload.closed');
    expect(Buffer.from(ports.bucket.get(mine)?.body ?? []).toString()).toBe('bytes');
  });

  it('that were given up are forgotten, also of a job that is over', async () => {
    const ports = engine();
    const key = `work/${over.id}/a`;
    const upload = await ports.multiparts.begin(key, { mediaType: 'a/b', metadata: {} });
    expect((await ask({ do: 'abort', job: over.id, key, upload }, ports)).status).toBe(200);
    await expect(ports.multiparts.parts(key, upload)).rejects.toMatchObject({ code: 'upload.closed' });
  });
});

describe('the record of a job', () => {
  it('takes signs of life, and tells when it does not any more', async () => {
    const ports = engine();
    const transition = mark(1, { stage: 'encoding', percent: 50 }, new Date('2001-01-01'));
    expect((await ask({ do: 'apply', job: running.id, transition }, ports)).body).toEqual({ taken: true });
    const { progress, dueAt = '' } = (await ports.jobs.get(running.id)) ?? running;
    expect(progress).toMatchObject({ stage: 'encoding', percent: 50 });
    expect(Date.parse(dueAt)).toBeGreaterThan(Date.now());
    expect((await ask({ do: 'apply', job: over.id, transition }, ports)).body).toEqual({ taken: false });
  });

  it('takes nothing else', async () => {
    const transition = mark(1, { stage: 'encoding' }, new Date());
    const set = { ...transition.set, state: 'succeeded' };
    expect(await ask({ do: 'apply', job: running.id, transition: { ...transition, set } })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('shows state and attempt alone', async () => {
    expect((await ask({ do: 'look', job: running.id })).body).toEqual({ job: { state: 'running', attempt: 1 } });
    expect((await ask({ do: 'look', job: newId() })).body).toEqual({ job: null });
  });

  it('has a log that a worker writes to', async () => {
    const ports = engine();
    const lines = [{ at: '2026-11-21T12:00:00.000Z', step: 'encode', line: 'begun' }];
    expect((await ask({ do: 'log', job: running.id, lines }, ports)).status).toBe(200);
    expect(await linesOf(ports as never, running.id)).toEqual(['begun']);
  });
});
