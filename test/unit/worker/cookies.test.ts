import { describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import { mayOpen } from '#worker/may-touch.ts';
import { remotePorts } from '#worker/remote/ports.ts';
import { aJob } from '../../support/builders.ts';
import { aCookie } from '../../support/cookies.ts';
import { anEngine } from '../../support/engine.ts';
import { inMemoryCookieVault } from '../../support/fakes/cookie-vault.ts';
import { anInstallation } from '../../support/installation.ts';

const url = 'https://www.example.com/watch';
const now = new Date('2026-11-21T12:00:00.000Z');

const aHome = async (policy = 'when-needed', state: 'running' | 'canceled' = 'running') => {
  const { kept, jars } = inMemoryCookieVault(() => now);
  const mine = await kept.put({ owner: 'ann', site: 'example.com', name: 'main' }, [aCookie()], now);
  const other = await kept.put({ owner: 'ann', site: 'example.com', name: 'other' }, [aCookie()], now);
  const wishes = { cookies: { id: mine.jar.id, policy } };
  const job = aJob({ owner: 'ann', kind: 'transcode', state, request: { url, wishes } });
  const home = await anInstallation({ ...anEngine({ jobs: [job] }), cookieJars: jars });
  const outside = (attempt = job.attempt) => remotePorts(home.api).cookieJarsFor({ job: job.id, attempt });
  return {
    outside,
    kept,
    mine: { owner: 'ann', id: mine.jar.id },
    other: { owner: 'ann', id: other.jar.id },
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
};

describe('a worker outside', () => {
  it('opens the cookies that its running job names, for their own site', async () => {
    await using home = await aHome();
    const jars = home.outside();
    expect(await jars.open(home.mine, url)).toContain('\tsid\tsecret\n');
    expect(await jars.open(home.mine, 'https://other.example.org/')).toBeNull();
  });

  it('gives back what the site changed', async () => {
    await using home = await aHome();
    const jars = home.outside();
    const opened = (await jars.open(home.mine, url)) ?? '';
    await jars.refresh(home.mine, { opened, left: opened.replace('secret', 'fresh') });
    expect(await jars.open(home.mine, url)).toContain('\tsid\tfresh\n');
  });

  it('opens no others of the same owner, none of nobody, and says so', async () => {
    await using home = await aHome();
    const jars = home.outside();
    for (const jar of [home.other, { owner: 'ann', id: newId() }]) {
      await expect(jars.open(jar, url)).rejects.toMatchObject({ code: 'work.out-of-reach' });
      await expect(jars.refresh(jar, { opened: '', left: '' })).rejects.toMatchObject({ code: 'work.out-of-reach' });
    }
  });

  it('opens none for an attempt that is over, a job that is over, and a job that wants none', async () => {
    await using home = await aHome();
    await expect(home.outside(7).open(home.mine, url)).rejects.toMatchObject({ code: 'job.canceled' });
    await using over = await aHome('always', 'canceled');
    await expect(over.outside().open(over.mine, url)).rejects.toMatchObject({ code: 'job.canceled' });
    await using without = await aHome('never');
    await expect(without.outside().open(without.mine, url)).rejects.toMatchObject({ code: 'work.out-of-reach' });
  });
});

describe('which cookies a job names', () => {
  it('is read from its wishes alone', () => {
    const id = newId();
    const named = (request: Record<string, unknown>) => mayOpen(id, { request });
    expect(named({ wishes: { cookies: { id, policy: 'always' } } })).toBe(true);
    expect(named({ wishes: { cookies: { id } } })).toBe(true);
    expect(named({ wishes: { cookies: { id, policy: 'never' } } })).toBe(false);
    expect(named({ wishes: {} })).toBe(false);
    expect(named({ cookies: { id, policy: 'always' } })).toBe(false);
    expect(mayOpen(id, {})).toBe(false);
  });
});
