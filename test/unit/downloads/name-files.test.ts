import { describe, expect, it } from 'vitest';
import { infoJson } from '#downloads/info.ts';
import { nameFiles, type Unnamed } from '#downloads/name-files.ts';
import { jobOf } from '../../support/download-requests.ts';

const info = (known: object = {}) =>
  infoJson.parse({ id: 'x1', title: 'A film', chapters: [{ title: 'One/1', start_time: 0, end_time: 5 }], ...known });
const size = { width: 1920, height: 1080 };
const media: Unnamed = { what: { role: 'media', ext: 'mp4', part: null }, size };
const other = (what: Unnamed['what']): Unnamed => ({ what, size: { width: null, height: null } });
const names = (files: readonly Unnamed[], asked: object = {}, known: object = {}) =>
  nameFiles(files, { info: info(known), request: jobOf(asked), random: 'r4nd' });

describe('files are called', () => {
  it('by the template, and what goes with the media after it', () => {
    const files = [
      media,
      other({ role: 'chapter', ext: 'mp4', number: 1 }),
      other({ role: 'chapter', ext: 'mp4', number: 2 }),
      other({ role: 'subtitles', ext: 'srt', language: 'pt-BR' }),
      other({ role: 'thumbnail', ext: 'jpg', id: null }),
      other({ role: 'thumbnail', ext: 'jpg', id: '640x360' }),
    ];
    expect(names(files, { pathTemplate: '{resolution}/{title}-{random}.{ext}' })).toEqual([
      '1920x1080/A film-r4nd.mp4',
      '1920x1080/A film-r4nd - 001 One_1.mp4',
      '1920x1080/A film-r4nd - 002.mp4',
      '1920x1080/A film-r4nd.pt-BR.srt',
      '1920x1080/A film-r4nd.jpg',
      '1920x1080/A film-r4nd.640x360.jpg',
    ]);
  });

  it('by what part of the whole they are', () => {
    const part = (from: number, to: number | null, title: string | null = null) => ({
      ...media,
      part: { from, to, title },
    });
    expect(names([part(0, 5, 'One'), part(7.4, 9), part(90, null), part(90, null)])).toEqual([
      'A film - One.mp4',
      'A film (7-9 s).mp4',
      'A film (90-end s).mp4',
      'A film (90-end s) (2).mp4',
    ]);
  });

  it('so that every file system takes them, however long the title is', () => {
    const title = 'é'.repeat(400);
    const files = [media, other({ role: 'subtitles', ext: 'srt', language: 'en' })];
    const [film = '', text = ''] = names(files, {}, { title });
    expect(Buffer.byteLength(film)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(255);
    expect(text).toMatch(/é\.en\.srt$/);
  });

  it('where a dot in the title ends no name', () => {
    const files = [media, other({ role: 'thumbnail', ext: 'jpg', id: null })];
    expect(names(files, {}, { title: 'Vol. 2' })).toEqual(['Vol. 2.mp4', 'Vol. 2.jpg']);
  });
});
