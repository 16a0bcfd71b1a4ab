import { describe, expect, it } from 'vitest';
import { ageInDays, mayBeMended } from '#shared/yt-dlp-age.ts';

const now = new Date('2026-11-21T12:00:00Z');

describe('the age of a yt-dlp', () => {
  it.each([
    ['2026.10.26', 26],
    ['2026.11.21', 0],
    ['2026.11.20.232815.dev0', 1],
    ['2026.12.01', 0],
    ['stable', null],
  ])('of %s is %s days', (version, days) => expect(ageInDays(version, now)).toBe(days));

  it('is told where a newer one may help, and nowhere else', () => {
    expect(mayBeMended('source.changed', '2026.10.26', now)).toBe(
      'yt-dlp 2026.10.26, 26 days old; a newer one may know better',
    );
    expect(mayBeMended('source.changed', '2026.11.20', now)).toContain('1 day old');
    expect(mayBeMended('source.gone', '2026.10.26', now)).toBeNull();
  });
});
