import { describe, expect, it } from 'vitest';
import { type Failed, failed } from '#notifications/templates/failed.ts';
import { type Succeeded, succeeded } from '#notifications/templates/succeeded.ts';
import { advice } from '#shared/advice.ts';
import { errorTable } from '#shared/errors.ts';

const aSuccess = (given: Partial<Succeeded> = {}): Succeeded => ({
  name: 'holiday.mov',
  format: 'H.264 1080p',
  main: { name: 'holiday.mp4', bytes: 12_400_000, facts: { seconds: 62, width: 1920, height: 1080 } },
  others: 0,
  offer: { to: 'download', address: 'https://media.example/l/abc', until: new Date('2026-11-28T16:35:00Z') },
  poster: 'https://media.example/l/def',
  page: 'https://media.example/jobs/1',
  aside: null,
  now: new Date('2026-11-21T16:35:00Z'),
  ...given,
});

const aFailure = (given: Partial<Failed> = {}): Failed => ({
  name: 'holiday.mov',
  format: 'H.264 1080p',
  id: '019ab3c0-0000-7000-8000-000000000001',
  error: { code: 'source.truncated', message: 'the source promises 60.0 s, but only 12.4 s could be read' },
  page: 'https://media.example/jobs/1',
  aside: null,
  ...given,
});

const hostile = '"><script>alert(1)</script>\r\nBcc: all@example.com';

describe('the mail of a finished job', () => {
  it('says in text what, how large, how long and until when', () => {
    expect(succeeded(aSuccess()).text).toMatchInlineSnapshot(`
      "holiday.mov is ready.

      File: holiday.mp4
      Format: H.264 1080p
      Size: 12.4 MB
      Duration: 1:02
      Picture: 1920 × 1080

      Download: https://media.example/l/abc

      The link works until Saturday 28 November 2026, 16:35 UTC, 7 days from when this was sent.

      Job: https://media.example/jobs/1"
    `);
  });

  it('says the same in HTML, with a picture that has words', () => {
    const { html } = succeeded(aSuccess({ others: 2 }));
    for (const said of ['12.4 MB', '1:02', 'Saturday 28 November 2026, 16:35 UTC', '2 more files are'])
      expect(html).toContain(said);
    expect(html).toContain('alt="A still from holiday.mov"');
    expect(html).toContain('href="https://media.example/l/abc"');
  });

  it('leads to where it plays when it is a ladder', () => {
    const offer = {
      to: 'watch',
      address: 'https://media.example/l/abc',
      until: new Date('2026-11-28T16:35:00Z'),
    } as const;
    const mail = succeeded(aSuccess({ offer }));
    expect(mail.text).toContain('Watch: https://media.example/l/abc');
    expect(mail.html).toContain('>Watch</a>');
    expect(mail.html).not.toContain('Download');
  });

  it('leaves out what does not apply', () => {
    const mail = succeeded(aSuccess({ poster: null, main: { name: 'a.bin', bytes: 1 } }));
    expect(mail.html).not.toContain('<img');
    expect(mail.text).not.toContain('Duration');
  });
});

describe('the mail of a failed job', () => {
  it('says in text what went wrong and what to do', () => {
    expect(failed(aFailure()).text).toMatchInlineSnapshot(`
      "holiday.mov as H.264 1080p could not be finished.

      What went wrong: The source promises 60.0 s, but only 12.4 s could be read.

      What to do: Copy or export the file again from where it came, then upload it.

      Job: https://media.example/jobs/1

      Error: source.truncated"
    `);
  });

  it('says what kind of trouble it was where the message alone does not, and nothing twice', () => {
    const ours = (message: string) => failed(aFailure({ error: { code: 'storage.unavailable', message } }));
    expect(ours('no answer after several tries').text).toContain(
      'What went wrong: The object store did not answer. No answer after several tries.',
    );
    expect(ours('the object store did not answer').text).toContain('The object store did not answer.\n\nWhat to do');
    expect(failed(aFailure()).html.split('could be read').length).toBe(3);
  });

  it('names the job once, in text', () => {
    const page = `https://media.example/jobs/${aFailure().id}`;
    expect(failed(aFailure({ page })).text.split(aFailure().id)).toHaveLength(2);
  });

  it('has advice even for a code that this version does not know', () => {
    expect(failed(aFailure({ error: { code: 'from.tomorrow', message: 'new' } })).text).toContain(advice.internal);
  });
});

describe('the format', () => {
  it('is in the subject and the body of either mail', () => {
    for (const mail of [succeeded(aSuccess({ format: 'HLS ladder' })), failed(aFailure({ format: 'HLS ladder' }))]) {
      expect(mail.subject).toMatch(/: holiday\.mov as HLS ladder$/);
      expect(mail.text).toContain('HLS ladder');
      expect(mail.html.split('HLS ladder').length).toBeGreaterThan(2);
    }
  });

  it('is left out where the record does not tell', () => {
    expect(succeeded(aSuccess({ format: null })).subject).toBe('Ready: holiday.mov');
    expect(succeeded(aSuccess({ format: null })).text).not.toContain('Format');
    expect(failed(aFailure({ format: null })).html).not.toContain('null');
  });
});

describe('names that want to be more than names', () => {
  it.each([
    ['succeeded', succeeded(aSuccess({ name: hostile, main: { name: hostile, bytes: 1 } }))],
    ['failed', failed(aFailure({ name: hostile, error: { code: hostile, message: hostile } }))],
  ])('stay text in the mail of a job that %s', (_state, mail) => {
    expect(mail.html).not.toContain('<script');
    expect(mail.html).not.toContain('"><script');
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text).not.toMatch(/^Bcc/m);
  });
});

describe('advice', () => {
  it.each(Object.keys(errorTable) as (keyof typeof errorTable)[])('for %s is whole sentences', (code) => {
    expect(advice[code]).toMatch(/^[A-Z].{15,}\.$/);
  });
});
