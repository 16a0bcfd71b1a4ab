import { describe, expect, it } from 'vitest';
import { downloadJob, downloadRequest, downloadWishes } from '#downloads/schema.ts';
import { address, orderOf, problems, wishesOf } from '../../support/download-requests.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

const everything = {
  quality: '1080p',
  container: 'mp4',
  videoCodec: 'h264',
  audioCodec: 'aac',
  maxFps: 30,
  hdr: 'avoid',
  subtitles: { languages: ['en*', '!en-orig', 'pt-BR'], automatic: true, format: 'vtt', embed: true, sidecar: true },
  thumbnail: { download: true, embed: true, format: 'png', allSizes: true },
  metadata: { embed: true },
  chapters: { embed: true, split: true },
  sections: [{ from: 30, to: '1:30.5' }, { chapter: 'Chapter 2*' }],
  exactCuts: true,
  sponsorBlock: { mark: ['sponsor'], remove: ['intro'] },
  pathTemplate: '{channel}/{date} {safe_title}.{ext}',
  cookies: { id, policy: 'always' },
  headers: { Referer: 'https://example.com/', 'Accept-Language': 'de' },
  proxy: 'frankfurt',
  geo: { country: 'DE' },
  rateLimitBytesPerSecond: 1_000_000,
  maxBytes: 1_000_000_000,
  maxSeconds: 7200,
  live: { waitForScheduledSeconds: 3600 },
  archive: true,
  retentionSeconds: null,
  name: 'Holiday',
  email: 'ann@example.com',
  webhook: 'https://example.com/hook',
  then: { preset: 'h264-720p' },
  reuse: false,
};

describe('a request for a download', () => {
  it('takes an address alone, or every field at once', () => {
    expect(problems({})).toEqual([]);
    expect(problems(everything)).toEqual([]);
    expect(downloadWishes.safeParse(everything).success).toBe(true);
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/a', 'javascript:alert(1)', 'example.com/a', '--exec=id', ''])(
    'takes no address such as %s',
    (url) => expect(downloadRequest.safeParse({ url }).error?.issues[0]?.path).toEqual(['url']),
  );

  it('refuses what it does not know, at every depth', () => {
    for (const field of ['qualty', 'extractor_args', 'exec', 'output'])
      expect(problems({ [field]: 'x' })[0]?.message).toContain(field);
    expect(problems({ audio: { format: 'mp3', rate: 1 } })[0]?.message).toContain('rate');
    expect(problems({ headers: { Cookie: 'a=b' } })[0]?.message).toContain('Cookie');
    expect(problems({ live: { retry: true } })[0]?.message).toContain('retry');
  });

  it.each([
    ['quality', { quality: '8k' }],
    ['format', { format: 'bv*+ba', quality: 'best' }],
    ['format', { format: 'all' }],
    ['format', { format: 'b'.repeat(201) }],
    ['container', { container: 'avi' }],
    ['audio', { audio: { format: 'mp3' }, quality: '1080p' }],
    ['container', { quality: 'audio', container: 'mp4' }],
    ['videoCodec', { audio: { format: 'mp3' }, videoCodec: 'h264' }],
    ['hdr', { quality: 'audio', hdr: 'avoid' }],
    ['maxFps', { maxFps: 0 }],
    ['audio.bitrate', { audio: { format: 'mp3', bitrate: '512k' } }],
    ['audio.bitrate', { audio: { format: 'flac', bitrate: '320k' } }],
    ['audio.quality', { audio: { format: 'mp3', bitrate: '320k', quality: 0 } }],
    ['audio.quality', { audio: { format: 'opus', quality: 0 } }],
    ['audio.quality', { audio: { format: 'mp3', quality: 0, loudness: -16 } }],
    ['audio.format', { audio: { format: 'aac', loudness: -16 } }],
    ['audio.loudness', { audio: { format: 'mp3', loudness: -16 }, then: { preset: 'mp3' } }],
    ['subtitles.languages', { subtitles: { languages: [] } }],
    ['subtitles.languages.0', { subtitles: { languages: ['(a+)+$'] } }],
    ['subtitles.languages.0', { subtitles: { languages: ['en,de'] } }],
    ['subtitles.sidecar', { subtitles: { languages: ['en'], sidecar: false } }],
    ['subtitles.embed', { audio: { format: 'mp3' }, subtitles: { languages: ['en'], embed: true } }],
    ['thumbnail.download', { thumbnail: { download: false } }],
    ['thumbnail.allSizes', { thumbnail: { download: false, embed: true, allSizes: true } }],
    ['thumbnail.embed', { container: 'webm', thumbnail: { embed: true } }],
    ['thumbnail.embed', { audio: { format: 'wav' }, thumbnail: { embed: true } }],
    ['sections.0.to', { sections: [{ from: 30, to: '0:29' }] }],
    ['sections.0.from', { sections: [{ from: '1:99' }] }],
    ['sections.0', { sections: [{ chapter: 'a*b*c*d*e' }] }],
    ['sections', { sections: [{ from: 1 }], live: { minutes: 3 } }],
    ['sponsorBlock.mark', { sponsorBlock: {} }],
    ['sponsorBlock.remove.0', { sponsorBlock: { remove: ['poi_highlight'] } }],
    ['pathTemplate', { pathTemplate: '{titel}.{ext}' }],
    ['cookies.id', { cookies: { id: '/etc/passwd' } }],
    ['headers.Referer', { headers: { Referer: 'https://a\r\nHost: b' } }],
    ['headers.User-Agent', { headers: { 'User-Agent': 'é' } }],
    ['proxy', { proxy: 'http://10.0.0.1:3128' }],
    ['geo.country', { geo: { country: '10.0.0.0/8' } }],
    ['geo.country', { geo: { country: 'DE', bypass: 'never' } }],
    ['rateLimitBytesPerSecond', { rateLimitBytesPerSecond: 0 }],
    ['maxBytes', { maxBytes: 0 }],
    ['live.minutes', { live: { minutes: 5, fromStart: true } }],
    ['webhook', { webhook: 'ftp://example.com' }],
    ['retentionSeconds', { retentionSeconds: 5 }],
    ['then.preset', { then: { preset: 'h264-8k' } }],
    ['then.preset', { then: { preset: 'mp3', container: 'mp4' } }],
  ])('refuses %s of %j', (field, asked) => {
    expect(problems(asked).map((problem) => problem.field)).toContain(field);
  });

  it('names the variables that a path may have when there is no such', () => {
    expect(problems({ pathTemplate: '{titel}' })[0]?.message).toMatch(
      /^there is no \{titel\}; there are \{id\}, \{title\}/,
    );
  });
});

describe('the order of a download', () => {
  it('keeps every wish on the record, as its workflow reads it', () => {
    const { kind, owner, name, webhook, request } = orderOf(everything);
    expect({ kind, owner, name }).toEqual({ kind: 'download', owner: 'alice', name: 'Holiday' });
    expect(webhook).toBe('https://example.com/hook');
    expect(downloadJob.parse(request)).toEqual(request);
    expect(request).toMatchObject({
      url: address,
      name: 'Holiday',
      then: { preset: 'h264-720p' },
      archive: true,
      reuse: false,
      wishes: { quality: '1080p', geo: { country: 'DE', bypass: 'default' } },
    });
  });

  it('keeps files for an hour unless the request says otherwise', () => {
    expect(orderOf({}).retentionSeconds).toBe(3600);
    expect(orderOf({ retentionSeconds: 120 }).retentionSeconds).toBe(120);
    expect(orderOf({ retentionSeconds: null }).retentionSeconds).toBeNull();
  });

  it('is called by its address until its title is known', () => {
    expect(orderOf({}).name).toBe('example.com/watch/1');
    expect(orderOf({ url: 'https://www.example.com/?v=secret' }).name).toBe('example.com');
  });

  it('leaves loudness to the encoder that measures first', () => {
    const { request } = orderOf({ audio: { format: 'mp3', bitrate: '192k', loudness: -16 } });
    expect(downloadJob.parse(request).then).toEqual({
      rendition: expect.objectContaining({ container: 'mp3', audioBitrate: 192_000, loudness: -16 }),
    });
    expect(downloadJob.parse(orderOf({ audio: { format: 'opus', loudness: -23 } }).request).then).toEqual({
      rendition: expect.objectContaining({ container: 'ogg', audioCodec: 'opus', loudness: -23 }),
    });
    expect(orderOf({ audio: { format: 'mp3' } }).request).not.toHaveProperty('then');
  });

  it('fills in what was not said', () => {
    expect(wishesOf({ subtitles: { languages: ['en'] }, thumbnail: {}, cookies: { id }, live: {} })).toEqual({
      subtitles: { languages: ['en'], automatic: false, format: 'srt', embed: false, sidecar: true },
      thumbnail: { download: true, embed: false, format: 'jpg', allSizes: false },
      cookies: { id, policy: 'when-needed' },
      live: { fromStart: false, waitForScheduledSeconds: 0 },
    });
  });
});
