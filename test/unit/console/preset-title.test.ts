import { expect, it } from 'vitest';
import { sayWish } from '../../../console/src/format/preset-title.ts';

const url = 'https://example.com/watch/1';

it.each([
  [{ source: 'raw/a/b.mov', make: { preset: 'h264-1080p' } }, 'H.264 1080p'],
  [{ source: 'raw/a/b.mov', make: { container: 'webm' } }, 'WebM'],
  [{ source: 'raw/a/b.mov', make: {} }, 'Usual format'],
  [{ url, wishes: {} }, 'Download'],
  [{ url, wishes: { quality: '720p' } }, 'Download up to 720p'],
  [{ url, wishes: { audio: { format: 'flac' } } }, 'Sound as FLAC'],
  [{ url, wishes: { quality: 'audio' } }, 'Sound'],
  [{ wishes: { quality: '720p' }, concurrency: 5 }, 'Several downloads'],
  [{ url, wishes: {}, then: { preset: 'mp3' } }, 'Download, then MP3'],
  [{ url, wishes: {}, then: { rendition: { container: 'mp4' } } }, 'Download, then Custom format'],
])('a job that asks for %j is said to make: %s', (request, said) => expect(sayWish(request)).toBe(said));
