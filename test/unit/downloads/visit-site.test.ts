import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Visit, visitSite } from '#downloads/operations/visit-site.ts';
import { EngineError } from '#shared/errors.ts';
import { jobOf } from '../../support/download-requests.ts';
import { inMemoryCookieJars } from '../../support/fakes/cookie-jars.ts';
import { inMemorySites } from '../../support/fakes/sites.ts';
import { inMemoryWeb } from '../../support/fakes/web.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const line = (value: string) => `example.com\tFALSE\t/\tFALSE\t0\tsession\t${value}`;
const head = '# Netscape HTTP Cookie File';

const aJourney = (asked: object, jars: Readonly<Record<string, string>> = { [`alice/${id}`]: line('old') }) => {
  const scratch = mkdtempSync(join(tmpdir(), 'visit-'));
  const lines: string[] = [];
  const context = {
    ...{ scratch, signal: new AbortController().signal, owner: 'alice', prefix: { artifacts: '', work: '' } },
    ...{ report: () => {}, log: (text: string) => void lines.push(text) },
  };
  const ports = { web: inMemoryWeb(), sites: inMemorySites(), cookieJars: inMemoryCookieJars(jars) };
  const journey = { request: jobOf(asked), context, ports };
  return { journey, scratch, lines, ...ports, [Symbol.dispose]: () => rmSync(scratch, { recursive: true }) };
};

const withoutFirst = { withCookies: false };
const refusing = (code: 'source.sign-in' | 'source.gone') => async (visit: Visit) => {
  if (!visit.cookies) throw new EngineError(code, 'no');
  return readFileSync(visit.cookies, 'utf8');
};

describe('a visit', () => {
  it('shows cookies to a site only that has refused without, in a file that nobody else reads and that goes', async () => {
    using trip = aJourney({ cookies: { id } });
    const modes: number[] = [];
    const { answer, withCookies } = await visitSite(trip.journey, withoutFirst, async (visit) => {
      if (visit.cookies) modes.push(statSync(visit.cookies).mode & 0o777);
      return refusing('source.sign-in')(visit);
    });
    expect({ answer, withCookies, modes }).toEqual({
      ...{ answer: `${head}\n${line('old')}\n`, withCookies: true },
      modes: [0o600],
    });
    expect(existsSync(join(trip.scratch, '.cookies.txt'))).toBe(false);
    expect(trip.sites.turns.map(({ refusedAs }) => refusedAs)).toEqual(['source.sign-in', undefined]);
  });

  it('is the only one where cookies would change nothing', async () => {
    using trip = aJourney({ cookies: { id } });
    const gone = visitSite(trip.journey, withoutFirst, refusing('source.gone'));
    await expect(gone).rejects.toMatchObject({ code: 'source.gone' });
    expect(trip.sites.turns).toHaveLength(1);
  });

  it('names the yt-dlp where a newer one may know better, and leaves any other word as it is', async () => {
    using trip = aJourney({});
    const ending = (code: 'source.changed' | 'source.gone') =>
      visitSite(trip.journey, withoutFirst, async () => {
        throw new EngineError(code, 'the site says no', { retryAfterSeconds: 7 });
      }).catch(({ message, retryAfterSeconds }) => ({ message, retryAfterSeconds }));
    expect(await ending('source.changed')).toEqual({
      message: expect.stringMatching(
        /^the site says no \(yt-dlp 2026\.10\.26, \d+ days old; a newer one may know better\)$/,
      ),
      retryAfterSeconds: 7,
    });
    expect(await ending('source.gone')).toEqual({ message: 'the site says no', retryAfterSeconds: 7 });
  });

  it('ends as without cookies where there are none for the site', async () => {
    using trip = aJourney({ cookies: { id } }, {});
    const visiting = visitSite(trip.journey, withoutFirst, refusing('source.sign-in'));
    await expect(visiting).rejects.toMatchObject({ code: 'source.sign-in' });
    expect(trip.sites.turns).toHaveLength(1);
  });

  it('begins with cookies when an earlier one needed them', async () => {
    using trip = aJourney({ cookies: { id } });
    await visitSite(trip.journey, { withCookies: true }, refusing('source.sign-in'));
    expect(trip.sites.turns).toEqual([{ url: 'https://example.com/watch/1', refusedAs: undefined }]);
  });

  it('leaves in the jar what the site made of it, also when it refuses', async () => {
    using trip = aJourney({ cookies: { id, policy: 'always' } });
    const visiting = visitSite(trip.journey, withoutFirst, async ({ cookies = '' }) => {
      writeFileSync(cookies, `${head}\n${line('new')}\n`);
      throw new EngineError('source.gone', 'no');
    });
    await expect(visiting).rejects.toMatchObject({ code: 'source.gone' });
    expect(trip.cookieJars.textOf({ owner: 'alice', id })).toContain('session\tnew');
  });

  it('is not made while the site is left in peace', async () => {
    using trip = aJourney({});
    trip.sites.close('example.com');
    const visiting = visitSite(trip.journey, withoutFirst, async () => 'came');
    await expect(visiting).rejects.toMatchObject({ code: 'source.busy' });
  });
});
