import { describe, expect, it } from 'vitest';
import { infoJson } from '#downloads/info.ts';
import { notesOf } from '#downloads/notes-of.ts';
import { wishesOf } from '../../support/download-requests.ts';

const notes = (info: object, wishes: object = {}, more: { place?: object; seconds?: number; roles?: string[] } = {}) =>
  notesOf(
    infoJson.parse({ id: 'a', ...info }),
    { url: 'https://video.example/a', wishes: wishesOf(wishes), ...(more.place && { place: more.place }) },
    { seconds: more.seconds, roles: (more.roles ?? ['media']) as never },
  );

describe('a download that came through says', () => {
  it('that a list was asked for as one video', () => {
    expect(notes({ playlist_count: 12 })).toEqual([expect.stringContaining('a list of 12')]);
    expect(notes({ playlist_count: 12 }, {}, { place: { item: 3 } })).toEqual([]);
    expect(notes({ playlist_count: 1 })).toEqual([]);
  });

  it('that the site sent less than it promised, unless less was asked for', () => {
    expect(notes({ duration: 100 }, {}, { seconds: 50 })).toEqual(['the site promises 100 s, and has sent 50 s']);
    expect(notes({ duration: 100 }, {}, { seconds: 97 })).toEqual([]);
    expect(notes({ duration: 100 }, { sections: [{ from: 10, to: 20 }] }, { seconds: 10 })).toEqual([]);
  });

  it('that there were no such subtitles', () => {
    const wish = { subtitles: { languages: ['en*', 'de'] } };
    expect(notes({}, wish)).toEqual(['the site has no subtitles in en*, de made by people']);
    expect(notes({}, { subtitles: { languages: ['de'], automatic: true } })).toEqual([
      'the site has no subtitles in de',
    ]);
    expect(notes({ requested_subtitles: { en: {} } }, wish)).toEqual([]);
  });

  it('that there was no picture of it', () => {
    expect(notes({}, { thumbnail: {} })).toEqual(['the site has no picture of it']);
    expect(notes({}, { thumbnail: {} }, { roles: ['media', 'thumbnail'] })).toEqual([]);
    expect(notes({})).toEqual([]);
  });
});
