import { describe, expect, it } from 'vitest';
import { remotePorts } from '#worker/remote/ports.ts';
import { inMemoryTurns } from '../../../support/fakes/turns.ts';
import { anInstallation } from '../../../support/installation.ts';

const never = new AbortController().signal;
const url = 'https://example.org/a';

describe('a worker outside', () => {
  it('shares turns at a site with all others', async () => {
    const turns = inMemoryTurns({ '*': { atOnce: 2, refusals: 1 } });
    await using home = await anInstallation({ turns });
    const { sites } = remotePorts(home.api);
    const held = await sites.enter(url, never);
    expect((await turns.ask('example.org', 'ours')).taken).toBe(true);
    expect(await turns.ask('example.org', 'more')).toMatchObject({ taken: false, why: 'busy' });
    await held.end();
    expect((await turns.ask('example.org', 'more')).taken).toBe(true);
  });

  it('tells of refusals, and hears of those of others', async () => {
    const turns = inMemoryTurns({ '*': { refusals: 1 } });
    await using home = await anInstallation({ turns });
    const { sites } = remotePorts(home.api);
    await (await sites.enter(url, never)).end('source.rate-limited', 120);
    expect(await turns.closed()).toMatchObject([{ site: 'example.org', refusedAs: 'source.rate-limited' }]);
    await expect(sites.enter(url, never)).rejects.toMatchObject({ code: 'source.busy' });
  });

  it('names sites, and nothing else', async () => {
    await using home = await anInstallation();
    const ask = { do: 'ask-turn', site: 'site#x y', turn: '0a8a3a4e-5a0e-4a6e-8f9e-0d8b6a4f2b11' } as const;
    await expect(home.api.ask(ask)).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
