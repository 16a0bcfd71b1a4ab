import { expect, it, test } from 'vitest';
import { longestWaitSeconds } from '#downloads/network-fields.ts';
import { downloadRequest } from '#downloads/schema.ts';
import {
  askAgain,
  fitting,
  onceItBegins,
  requestOf,
  usualWishes,
  type Wishes,
} from '../../../console/src/fetch/wishes.ts';

const url = 'https://example.com/watch/1';
const asked = (change: Partial<Wishes>) => requestOf({ ...usualWishes, ...change }, { isOne: true });

it.each<[string, Partial<Wishes>, object]>([
  ['nothing more', {}, { quality: 'best' }],
  ['a smaller picture in a certain file', { quality: '720p', container: 'mp4' }, { quality: '720p', container: 'mp4' }],
  ['sound', { what: 'sound', bitrate: '192k', container: 'mp4' }, { audio: { format: 'mp3', bitrate: '192k' } }],
  ['sound without loss', { what: 'sound', sound: 'flac', bitrate: '192k' }, { audio: { format: 'flac' } }],
  ['sound as it is', { what: 'sound', sound: 'as-is' }, { quality: 'audio' }],
  [
    'subtitles inside',
    { subtitles: true, languages: 'en*, de', subtitlesInside: true },
    { quality: 'best', subtitles: { languages: ['en*', 'de'], automatic: false, embed: true, sidecar: false } },
  ],
  [
    'subtitles of sound, which has no room for them',
    { what: 'sound', subtitles: true, languages: 'en', automatic: true, subtitlesInside: true },
    {
      audio: { format: 'mp3' },
      subtitles: { languages: ['en'], automatic: true, embed: false, sidecar: true },
    },
  ],
  ['a cover that the file cannot hold', { picture: true, container: 'webm' }, { quality: 'best', container: 'webm' }],
  [
    'a part, without advertising',
    { from: '0:30', sponsors: 'remove' },
    {
      quality: 'best',
      sections: [{ from: '0:30' }],
      sponsorBlock: { remove: ['sponsor', 'selfpromo', 'interaction'] },
    },
  ],
  ['files that stay', { keep: 'keep', archive: true }, { quality: 'best', retentionSeconds: null, archive: true }],
])('wishing %s asks for that, and the API takes it', (_what, change, request) => {
  expect(asked(change)).toEqual(request);
  expect(downloadRequest.safeParse({ url, ...asked(change) }).error).toBeUndefined();
});

test('everything at once is taken by the API', () => {
  const all: Partial<Wishes> = {
    ...{ subtitles: true, picture: true, facts: true, chapters: true, split: true, sponsors: 'mark', to: '1:00' },
    ...{ cookies: '01890a5d-ac96-774b-bcce-b302099a8057', preset: 'h264-720p', path: '{title}.{ext}', keep: '86400' },
  };
  expect(downloadRequest.safeParse({ url, ...asked(all) }).error).toBeUndefined();
});

test('a part is asked of one that is whole, minutes of one that is on the air, and neither of many', () => {
  const wishes: Wishes = { ...usualWishes, from: '0:30', to: '1:00', minutes: '5' };
  const sections = [{ from: '0:30', to: '1:00' }];
  expect(requestOf(wishes, { isOne: true })).toEqual({ quality: 'best', sections });
  expect(requestOf(wishes, { isOne: true, isLive: true })).toEqual({ quality: 'best', live: { minutes: 5 } });
  for (const minutes of ['', '5']) {
    const live = { fromStart: true };
    expect(requestOf({ ...wishes, minutes, fromStart: true }, { isOne: true, isLive: true })).toMatchObject({ live });
  }
  for (const fromStart of [true, false]) expect(requestOf({ ...wishes, fromStart }, {})).toEqual({ quality: 'best' });
});

test('an announced stream is waited for with the cookies that it was looked at with', () => {
  const cookies = '01890a5d-ac96-774b-bcce-b302099a8057';
  expect(onceItBegins({ url, cookies })).toMatchObject({ url, cookies: { id: cookies } });
  expect(onceItBegins({ url, cookies: '' })).not.toHaveProperty('cookies');
  for (const lent of [cookies, '']) {
    const taken = downloadRequest.parse(onceItBegins({ url, cookies: lent }));
    expect(taken.live).toMatchObject({ waitForScheduledSeconds: longestWaitSeconds });
  }
});

test('what the site has no picture of is sound, and a size that it has not is the best', () => {
  const wishes: Wishes = { ...usualWishes, quality: '1080p' };
  expect(fitting(wishes, [{ name: 'audio', bytes: null, codecs: [] }]).what).toBe('sound');
  expect(fitting(wishes, [{ name: 'best', bytes: null, codecs: [] }]).quality).toBe('best');
  expect(fitting(wishes, undefined)).toEqual(wishes);
});

test('a download can be asked for again as its record keeps it', () => {
  const first = downloadRequest.parse({ url, ...asked({ subtitles: true, preset: 'mp3', archive: true }) });
  const { url: _url, then, archive, ...wishes } = first;
  const again = askAgain({ url, wishes, then, archive });
  expect(downloadRequest.parse(again)).toEqual(first);
  const loud = askAgain({ url, wishes: { audio: { format: 'mp3', loudness: -16 } }, then: { rendition: {} } });
  expect(downloadRequest.safeParse(loud).error).toBeUndefined();
});
