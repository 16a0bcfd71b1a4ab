import { describe, expect, it } from 'vitest';
import { mustHaveCookies } from '#downloads/must-have-cookies.ts';
import { newId } from '#shared/ids.ts';
import { aCookie } from '../../support/cookies.ts';
import { inMemoryCookieVault } from '../../support/fakes/cookie-vault.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const soon = now.getTime() / 1000 + 60;

const aVault = async () => {
  const { kept } = inMemoryCookieVault();
  const { jar } = await kept.put(
    { owner: 'ann', site: 'example.com', name: 'main' },
    [aCookie({ expires: soon })],
    now,
  );
  return (owner: string, id = jar.id, { policy = 'when-needed' as 'when-needed' | 'never', at = now } = {}) =>
    mustHaveCookies({ cookies: { id, policy }, owner, now: at }, { keptCookies: kept });
};

describe('a request with cookies', () => {
  it('goes on with those of its owner that are still good, and without any', async () => {
    const must = await aVault();
    await must('ann');
    await mustHaveCookies({ cookies: undefined, owner: 'ann', now }, { keptCookies: { find: () => Promise.reject() } });
  });

  it('is refused with those of somebody else as with those of nobody, by the same word', async () => {
    const must = await aVault();
    const refusal = { code: 'cookies.not-found', status: 404, field: 'cookies.id' };
    await expect(must('bob')).rejects.toMatchObject(refusal);
    await expect(must('ann', newId())).rejects.toMatchObject(refusal);
  });

  it('is refused with those that have ended', async () => {
    const must = await aVault();
    const later = { at: new Date((soon + 1) * 1000) };
    const refusal = { code: 'cookies.expired', status: 400, field: 'cookies.id' };
    await expect(must('ann', undefined, later)).rejects.toMatchObject(refusal);
  });

  it('that are never to be used asks for none', async () => {
    const must = await aVault();
    await must('bob', newId(), { policy: 'never' });
  });
});
