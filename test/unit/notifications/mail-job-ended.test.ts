import { describe, expect, it, vi } from 'vitest';
import { mailJobEnded } from '#notifications/mail-job-ended.ts';
import type { Job } from '#shared/job.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import { claimSeconds } from '#shared/ports/mail-ledger.ts';
import { aJob, anArtifact } from '../../support/builders.ts';
import { silentLog } from '../../support/call.ts';
import { inMemoryDirectory } from '../../support/fakes/directory.ts';
import { inMemoryJobLog } from '../../support/fakes/job-log.ts';
import { inMemoryJobTable } from '../../support/fakes/job-table.ts';
import { inMemoryLinks } from '../../support/fakes/links.ts';
import { inMemoryMailLedger } from '../../support/fakes/mail-ledger.ts';
import { inMemoryMailer } from '../../support/fakes/mailer.ts';

const now = new Date('2026-11-21T16:35:00Z');
const poster = anArtifact({ name: 'poster.jpg', kind: 'image', key: 'processed/alice/job/poster.jpg' });
const settings = {
  allowed: parseAllowed('@partner.example'),
  publicUrl: 'https://media.example',
  linkSeconds: 604_800,
};

const aSucceeded = (known: Partial<Job> = {}): Job =>
  aJob({ state: 'succeeded', artifacts: [anArtifact(), poster], expiresAt: '2026-11-22T16:35:00.000Z', ...known });

const aDesk = (job: Job, { outages = 0 } = {}) => {
  const mailer = inMemoryMailer(outages);
  const time = { now };
  const ports = {
    jobs: inMemoryJobTable(() => now, [job]),
    logs: inMemoryJobLog(),
    log: silentLog,
    directory: inMemoryDirectory([{ owner: 'alice', name: 'Alice', verifiedEmail: 'alice@example.org' }]),
    links: inMemoryLinks(),
    ledger: inMemoryMailLedger(() => time.now),
    mailer,
  };
  const end = (attempt = job.attempt) => mailJobEnded({ id: job.id, attempt }, { ports, settings, now });
  const lines = async () => (await ports.logs.page(job.id, { limit: 10 })).items.map(({ line }) => line);
  const pass = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1000);
  };
  return { ports, mailer, end, lines, pass };
};

const tokenIn = (text: string, before: string): string =>
  new RegExp(`${before}.*?/links/([\\w-]{43})`).exec(text)?.[1] ?? '';

describe('the mail at the end of a job', () => {
  it('brings the owner a link that leads to the main file and ends with it', async () => {
    const { mailer, ports, end } = aDesk(aSucceeded());
    expect(await end()).toBe('sent');
    const [mail] = mailer.sent;
    expect(mail).toMatchObject({ to: 'alice@example.org', subject: 'Ready: holiday.mov' });
    expect(mail?.text).toContain('Sunday 22 November 2026, 16:35 UTC');
    const token = tokenIn(mail?.text ?? '', 'Download: ');
    expect(await ports.links.resolve(token, now)).toMatchObject({ fileName: 'holiday.mp4', owner: 'alice' });
    expect(await ports.links.resolve(token, new Date('2026-11-22T16:35:00Z'))).toBeNull();
  });

  it('tells the formats of one source apart', async () => {
    const subjects = ['hls-ladder', 'mp3'].map(async (preset) => {
      const { mailer, end } = aDesk(aSucceeded({ request: { source: 'raw/alice/holiday.mov', make: { preset } } }));
      await end();
      return mailer.sent[0]?.subject;
    });
    expect(await Promise.all(subjects)).toEqual(['Ready: holiday.mov as HLS ladder', 'Ready: holiday.mov as MP3']);
  });

  it('shows the poster by a link of its own, and does not count it as a further file', async () => {
    const { mailer, ports, end } = aDesk(aSucceeded());
    await end();
    const html = mailer.sent[0]?.html ?? '';
    expect(await ports.links.resolve(tokenIn(html, '<img src='), now)).toMatchObject({ fileName: 'poster.jpg' });
    expect(html).toContain('?inline=true');
    expect(html).not.toContain('more file');
  });

  it('gives the link of a kept file an end too', async () => {
    const { mailer, end } = aDesk(aSucceeded({ expiresAt: undefined, retentionSeconds: null }));
    await end();
    expect(mailer.sent[0]?.text).toContain('Saturday 28 November 2026, 16:35 UTC, 7 days');
  });

  it('brings a link that plays where the result is a ladder, with the size of the whole', async () => {
    const ladder = anArtifact({ kind: 'playlist', name: 'main.m3u8', bytes: 12_400_000, files: 40 });
    const { mailer, ports, end } = aDesk(aSucceeded({ artifacts: [ladder] }));
    await end();
    const text = mailer.sent[0]?.text ?? '';
    expect(text).toContain('Size: 12.4 MB');
    expect(await ports.links.resolve(tokenIn(text, 'Watch: '), now)).toMatchObject({ fileName: 'main.m3u8' });
    expect(text).not.toContain('Download');
  });

  it('tells of a failure and what to do about it', async () => {
    const { mailer, end } = aDesk(aJob({ state: 'failed', error: { code: 'source.empty', message: '0 bytes' } }));
    expect(await end()).toBe('sent');
    expect(mailer.sent[0]).toMatchObject({ subject: 'Failed: holiday.mov' });
    expect(mailer.sent[0]?.text).toContain('Export or copy it again');
  });

  it('is sent once, however often the event comes; who comes in the middle is to come again', async () => {
    const { mailer, end } = aDesk(aSucceeded());
    const ends = await Promise.allSettled([end(), end(), end()]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(ends[1]).toMatchObject({ reason: { code: 'service.unavailable', transient: true } });
    expect(await end()).toBe('repeated');
    expect(mailer.sent).toHaveLength(1);
  });

  it('is not wanted by who asked what a site says: they wait for the answer', async () => {
    const { mailer, end } = aDesk(aSucceeded({ kind: 'look' }));
    expect(await end()).toBe('unwanted');
    expect(mailer.sent).toEqual([]);
  });

  it('is not lost with whoever died before it was sent', async () => {
    const job = aSucceeded();
    const { mailer, ports, end, pass } = aDesk(job);
    await ports.ledger.claim(job.id, job.attempt, job.state);
    await expect(end()).rejects.toMatchObject({ code: 'service.unavailable' });
    pass(claimSeconds);
    expect(await end()).toBe('sent');
    expect(mailer.sent).toHaveLength(1);
  });

  it('is not sent again because the ledger could not be told of it', async () => {
    const { mailer, ports, end } = aDesk(aSucceeded());
    const claims = vi.spyOn(ports.ledger, 'settle').mockRejectedValueOnce(new Error('down'));
    expect(await end()).toBe('sent');
    expect(claims).toHaveBeenCalledOnce();
    expect(mailer.sent).toHaveLength(1);
  });

  it('may be tried again after the mail service was down', async () => {
    const { mailer, end } = aDesk(aSucceeded(), { outages: 1 });
    await expect(end()).rejects.toThrow('the mail service did not answer');
    expect(await end()).toBe('sent');
    expect(mailer.sent).toHaveLength(1);
  });

  it.each([
    ['of an attempt that was retried', aSucceeded({ attempt: 2 }), 1],
    ['of a job whose files are gone', aSucceeded({ state: 'expired', artifacts: [] }), 1],
    ['of a canceled job', aJob({ state: 'canceled' }), 1],
  ])('is not written for an event %s', async (_what, job, attempt) => {
    const { mailer, end } = aDesk(job);
    expect(await end(attempt)).toBe('stale');
    expect(mailer.sent).toEqual([]);
  });

  it('goes to another address where the installation allows it', async () => {
    const { mailer, end, lines } = aDesk(aSucceeded({ email: 'Bob@partner.example' }));
    expect(await end()).toBe('sent');
    expect(mailer.sent[0]?.to).toBe('bob@partner.example');
    expect(await lines()).toEqual([]);
  });

  it.each([
    ['may not be written to any more', 'eve@elsewhere.example', 'may not be written to from here'],
    ['bounced', 'bob@partner.example', 'came back or was complained about'],
  ])('goes to the owner instead where the address that was named %s, and says so', async (_why, email, said) => {
    const { mailer, ports, end, lines } = aDesk(aSucceeded({ email }));
    await ports.ledger.suppress('bob@partner.example', 'bounce');
    expect(await end()).toBe('sent');
    expect(mailer.sent.map(({ to }) => to)).toEqual(['alice@example.org']);
    expect(mailer.sent[0]?.text).toContain(said);
    expect(mailer.sent[0]?.html).toContain(said);
    expect(await lines()).toEqual([expect.stringMatching(new RegExp(`${said}; its owner was told instead$`))]);
  });

  it.each([
    [
      'there is no verified address',
      { owner: 'nobody' },
      'no mail was sent: the owner of this job has no verified address',
    ],
    [
      'the owner’s address bounced',
      {},
      "no mail was sent: mail to the owner's address came back or was complained about",
    ],
    [
      'neither may be written to',
      { email: 'eve@elsewhere.example' },
      "no mail was sent: the address that the job names may not be written to from here, and mail to the owner's address came back or was complained about",
    ],
  ])('is left out where %s, which the log of the job says once', async (_why, known, line) => {
    const { mailer, ports, end, lines } = aDesk(aSucceeded(known));
    await ports.ledger.suppress('Alice@Example.org', 'bounce');
    expect(await end()).toBe('nobody');
    expect(await end()).toBe('repeated');
    expect(mailer.sent).toEqual([]);
    expect(await lines()).toEqual([line]);
  });
});
