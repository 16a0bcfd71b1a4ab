import { describe, expect, it } from 'vitest';
import { isWanted, scratchFile } from '#downloads/scratch-files.ts';
import { waitForStart } from '#downloads/wait-for-start.ts';
import { withCookies } from '#downloads/when-cookies.ts';
import { wishesOf } from '../../support/download-requests.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('cookies', () => {
  it.each([
    ['when-needed', undefined, false],
    ['when-needed', 'source.sign-in', true],
    ['when-needed', 'source.blocked', true],
    ['when-needed', 'source.private', true],
    ['when-needed', 'source.gone', false],
    ['when-needed', 'source.unreachable', false],
    ['always', undefined, true],
    ['never', 'source.sign-in', false],
  ] as const)('by the policy %s after %s are shown: %s', (policy, refusedAs, shown) => {
    expect(withCookies(wishesOf({ cookies: { id, policy } }), refusedAs)).toBe(shown);
  });

  it('are shown to nobody when there are none', () => {
    expect(withCookies(wishesOf({}), 'source.sign-in')).toBe(false);
  });
});

describe('a stream that is announced', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
  const wait = (startsAt: string | null, waitForScheduledSeconds: number, askedAt = now) =>
    waitForStart(
      { live: 'upcoming', startsAt },
      { now, askedAt, live: wishesOf({ live: { waitForScheduledSeconds } }).live },
    );

  it('is waited for until it begins, if that is soon enough', () => {
    expect(wait(inSeconds(600), 3600)).toBe(600);
    expect(wait(inSeconds(600), 599)).toBeNull();
    expect(wait(inSeconds(600), 0)).toBeNull();
  });

  it('is asked for again every hour, and often once it is due', () => {
    expect(wait(inSeconds(50_000), 100_000)).toBe(3600);
    expect(wait(inSeconds(-20), 3600)).toBe(30);
    expect(wait(null, 3600)).toBe(30);
  });

  it('is asked for the more rarely the longer it keeps its viewers waiting', () => {
    expect(wait(inSeconds(-7200), 604_800, new Date(now.getTime() - 86_400_000))).toBe(360);
    expect(wait(null, 604_800, new Date(now.getTime() - 86_400_000))).toBe(3600);
  });

  it('is given up when the time that was wished has passed', () => {
    expect(wait(inSeconds(-20), 3600, new Date(now.getTime() - 3_600_000))).toBeNull();
  });

  it('is not waited for when it has begun', () => {
    for (const live of ['no', 'live', 'ended'] as const)
      expect(waitForStart({ live, startsAt: null }, { now, askedAt: now, live: undefined })).toBe(0);
  });
});

describe('a file of the scratch folder', () => {
  it.each([
    ['media.mp4', { role: 'media', ext: 'mp4', part: null }],
    ['media-0-8000.mkv', { role: 'media', ext: 'mkv', part: '0-8000' }],
    ['chapter-012.mp4', { role: 'chapter', ext: 'mp4', number: 12 }],
    ['media.en.srt', { role: 'subtitles', ext: 'srt', language: 'en' }],
    ['media.fr-CA.vtt', { role: 'subtitles', ext: 'vtt', language: 'fr-CA' }],
    ['media-0-8000.pt-BR.ass', { role: 'subtitles', ext: 'ass', language: 'pt-BR' }],
    ['media.jpg', { role: 'thumbnail', ext: 'jpg', id: null }],
    ['media.3.webp', { role: 'thumbnail', ext: 'webp', id: '3' }],
    ['media.mp4.part', { role: 'partial' }],
    ['media.f137.mp4', { role: 'partial' }],
    ['media.f137.mp4.part', { role: 'partial' }],
    ['media.fhls-1080.mp4.ytdl', { role: 'partial' }],
    ['media.mp4.part-Frag3.part', { role: 'partial' }],
    ['media.temp.mp4', { role: 'partial' }],
    ['media.temp.jpg', { role: 'partial' }],
    ['media.uncut.mp4', { role: 'partial' }],
    ['cookies.txt', null],
    ['other.mp4', null],
  ])('named %s is %j', (name, file) => expect(scratchFile(name)).toEqual(file));

  const wanted = (name: string, asked: object) => {
    const file = scratchFile(name);
    return file && isWanted(file, wishesOf(asked));
  };

  it('is left behind when it was needed only to be embedded', () => {
    const embedded = {
      subtitles: { languages: ['en'], embed: true, sidecar: false },
      thumbnail: { embed: true, download: false },
    };
    expect(wanted('media.en.srt', embedded)).toBe(false);
    expect(wanted('media.jpg', embedded)).toBe(false);
    expect(wanted('media.mp4', embedded)).toBe(true);
    expect(wanted('media.en.srt', { subtitles: { languages: ['en'] } })).toBe(true);
    expect(wanted('media.jpg', { thumbnail: {} })).toBe(true);
    expect(wanted('media.f1.mp4', {})).toBe(false);
  });
});
