import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { remotePorts } from '#worker/remote/ports.ts';
import { presenceOnTheWay, tellPresence } from '#worker/tell-presence.ts';
import { silentLog } from '../../support/call.ts';
import { aMachineWith, inMemoryPresence } from '../../support/fakes/presence.ts';
import { anInstallation } from '../../support/installation.ts';
import { until } from '../../support/wait.ts';

const about = { kind: 'waiting', slots: 2, tags: ['compute'], folder: tmpdir() } as const;

describe('a worker that waits', () => {
  it('tells what its machine has, and that it leaves', async () => {
    const presence = inMemoryPresence();
    const stopping = new AbortController();
    const telling = tellPresence(about, stopping.signal, { presence, machine: aMachineWith(), log: silentLog });
    const [news] = await until(presence.list, (all) => all.length > 0, { everyMs: 5 });
    expect(news).toMatchObject({
      kind: 'waiting',
      slots: 2,
      tags: ['compute'],
      ytDlp: '2026.10.26',
      ffmpeg: '9.0.2',
      freeBytes: 50e9,
    });
    stopping.abort();
    await telling;
    expect(await presence.list()).toEqual([]);
  });

  it('works on though nobody hears of it', async () => {
    const presence = { tell: async () => Promise.reject(new Error('no')), leave: async () => Promise.reject() };
    const telling = tellPresence(about, AbortSignal.timeout(20), { presence, machine: aMachineWith(), log: silentLog });
    await expect(telling).resolves.toBeUndefined();
  });

  it('may be outside', async () => {
    const presence = inMemoryPresence();
    await using home = await anInstallation({ presence });
    const stopping = new AbortController();
    const ports = { ...remotePorts(home.api), machine: aMachineWith({ ytDlp: null }), log: silentLog };
    const telling = tellPresence(about, stopping.signal, ports);
    expect(await until(presence.list, (all) => all.length > 0, { everyMs: 5 })).toMatchObject([{ ytDlp: null }]);
    stopping.abort();
    await telling;
    expect(await presence.list()).toEqual([]);
  });
});

it('a worker that is there only while it works tells so once a minute at most', async () => {
  const presence = inMemoryPresence();
  let told = 0;
  const tell: typeof presence.tell = async (news) => {
    told += 1;
    await presence.tell(news);
  };
  const ports = { presence: { ...presence, tell }, machine: aMachineWith(), log: silentLog };
  const here = presenceOnTheWay({ ...about, kind: 'started' }, ports);
  for (let n = 0; n < 3; n += 1) await here();
  expect(told).toBe(1);
});
