import { readlinkSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRoutes } from '../../infra/routes.ts';
import { admin, artifactsOf, ask, ended, follow, submit } from '../support/client.ts';
import { fillHands } from '../support/full-hands.ts';
import { aMachine, aWorkerKey, type WorkerKey } from '../support/outside.ts';
import { aPerson, type Person } from '../support/people.ts';
import { hold, isGone } from '../support/processes.ts';
import { quickly, source } from '../support/sources.ts';

const then = { rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 240 } };

describe('a machine outside with an address and a key', () => {
  let key: WorkerKey;
  let person: Person;
  beforeAll(async () => {
    [key, person] = await Promise.all([aWorkerKey(), aPerson('user')]);
  });

  it('does the work of the installation, which ends as if it had been done there', async () => {
    await using _hands = await fillHands(person.api);
    using machine = await aMachine(key.key);
    const id = await submit(person.api, await source('tiny.mp4'), quickly);
    const job = await ended(person.api, id);
    expect(job).toMatchObject({ state: 'succeeded', attempt: 1 });
    const { artifacts } = await artifactsOf(person.api, id);
    expect((await (await follow(artifacts[0].url)).arrayBuffer()).byteLength).toBe(artifacts[0].bytes);
    const { body } = await person.api('GET', `/api/v1/jobs/${id}/logs`);
    expect(body.lines.map(({ line }: { line: string }) => line)).toContain('encoding');
    machine.stop();
    expect(await machine.ended).toBe(0);
  });

  it('that is killed leaves its work to another', async () => {
    await using hands = await fillHands(person.api);
    using machine = await aMachine(key.key);
    const id = await submit(person.api, await source('noisy.mkv'), then);
    const { pid } = await hold(id);
    expect(readlinkSync(`/proc/${pid}/cwd`)).toContain(machine.scratch);
    machine.kill();
    await hands.free();
    expect(await ended(person.api, id)).toMatchObject({ state: 'succeeded', attempt: 1 });
    if (!isGone(pid)) process.kill(pid, 'SIGKILL');
  });

  it('is opened no other door by its key', async () => {
    const id = '01234567-89ab-7def-8123-456789abcdef';
    const routes = (await loadRoutes()).map(({ route }) => route);
    const closed = routes.filter(({ allows }) => allows !== 'open' && allows !== 'work');
    expect(closed.length).toBeGreaterThan(20);
    for (const { method, path } of closed) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      const answer = await ask(method, path.replaceAll(/\{\w+\}/g, id), { ...body, headers: { 'x-api-key': key.key } });
      expect([method, path, answer.status, answer.body?.code]).toEqual([method, path, 403, 'auth.forbidden']);
    }
  });

  it('reaches nothing of anybody while no job of theirs runs', async () => {
    const id = await submit(person.api, await source('tiny.mp4'), quickly);
    const { request } = await ended(person.api, id);
    const work = (body: object) =>
      ask('POST', '/api/v1/work', { body, headers: { authorization: `Bearer ${key.key}` } });
    const sign = await work({ do: 'sign', job: id, key: request['source'] });
    expect(sign).toMatchObject({ status: 409, body: { code: 'job.canceled' } });
    const write = {
      do: 'begin',
      attempt: 1,
      key: `processed/${person.owner}/${id}/x.mp4`,
      mediaType: 'video/mp4',
      bytes: 1,
    };
    expect(await work({ ...write, job: id })).toMatchObject({ status: 409, body: { code: 'job.canceled' } });
  });

  it('is turned away as soon as its key is revoked, says so, and ends', async () => {
    const doomed = await aWorkerKey();
    using machine = await aMachine(doomed.key);
    expect((await admin()('DELETE', `/api/v1/keys/${doomed.id}`)).status).toBe(204);
    expect(await machine.ended).toBe(77);
    expect(machine.text()).toMatch(/stopped: http\S+: the API key .* was revoked/);
  });
});
