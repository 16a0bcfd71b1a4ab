import { describe, expect, test } from 'vitest';
import { presetNames, presets } from '#media/presets.ts';
import { rendition } from '#media/rendition.ts';
import { makeRequest, transcodeRequest } from '#media/schema.ts';
import { targetOf } from '#media/target.ts';

const upload = '01890a5d-ac96-774b-bcce-b302099a8057';
const source = { upload };
const problems = (request: object) =>
  transcodeRequest
    .safeParse({ source, ...request })
    .error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? [];

describe('a transcode request', () => {
  test.each([[{ upload }], [{ key: 'raw/ann/film.mov' }], [{ job: upload, artifact: 'film.mp4' }]])(
    'takes the source %j',
    (given) => {
      expect(transcodeRequest.safeParse({ source: given }).success).toBe(true);
    },
  );

  test.each([[{}], [{ key: 'processed/ann/film.mov' }], [{ upload, key: 'raw/x' }], [{ upload: 'mine' }], ['raw/x']])(
    'refuses the source %j',
    (given) => {
      expect(transcodeRequest.safeParse({ source: given }).success).toBe(false);
    },
  );

  test('names the field and the presets when there is no such preset', () => {
    const [problem] = problems({ preset: 'h264-8k' });
    expect(problem?.field).toBe('preset');
    expect(problem?.message).toBe(`there is no preset "h264-8k"; there are ${presetNames.join(', ')}`);
  });

  test('wants at most one of preset, container and rendition', () => {
    expect(problems({ preset: 'mp3', container: 'mp4' })[0]).toMatchObject({ field: 'preset' });
    expect(problems({})).toEqual([]);
  });

  test('refuses fields that it does not know', () => {
    expect(problems({ presset: 'mp3' })).not.toEqual([]);
    expect(makeRequest.safeParse({ rendition: { container: 'mp4', bitrate: 1 } }).success).toBe(false);
  });
});

describe('a rendition', () => {
  const issue = (given: object) => rendition.safeParse({ container: 'mp4', ...given }).error?.issues[0]?.path[0];

  test('takes one rate at most', () => {
    expect(issue({ crf: 20, targetBytes: 1_000_000 })).toBe('crf');
    expect(issue({ crf: 20 })).toBeUndefined();
  });

  test('takes a short side or a box', () => {
    expect(issue({ shortSide: 720, width: 1280 })).toBe('shortSide');
    expect(issue({ width: 1280, height: 720 })).toBeUndefined();
  });

  test.each([{ shortSide: 1 }, { fps: 0 }, { crf: 64 }, { loudness: 0 }, { audioChannels: 3 }, { width: 1e9 }])(
    'refuses %j',
    (given) => {
      expect(issue(given)).toBe(Object.keys(given)[0]);
    },
  );
});

describe('a rendition that no source could become', () => {
  test.each([
    [{ container: 'webm', videoCodec: 'h264' }, 'videoCodec', 'there is no h264 in webm: it takes vp9, av1'],
    [{ container: 'mp3', videoCodec: 'h264' }, 'videoCodec', 'there is no h264 in mp3: it takes none'],
    [{ container: 'mp3', audioCodec: 'aac' }, 'audioCodec', 'there is no aac in mp3: it takes mp3'],
    [{ container: 'mp4', videoCodec: 'none', audioCodec: 'none' }, 'videoCodec', 'neither picture nor sound is left'],
    [{ container: 'mp3', targetBytes: 1_000_000 }, 'targetBytes', 'only films take targetBytes'],
    [{ container: 'hls', targetBytes: 1_000_000 }, 'targetBytes', 'a ladder has a rate of its own'],
    [{ container: 'hls', videoBitrate: 1_000_000 }, 'videoBitrate', 'a ladder has a rate of its own'],
    [{ container: 'dash', width: 640 }, 'width', 'a ladder is sized by shortSide'],
    [{ container: 'dash', height: 640 }, 'height', 'a ladder is sized by shortSide'],
    [{ container: 'mp4', crf: 60 }, 'crf', 'for h264 and hevc, crf goes from 0 to 51'],
    [{ container: 'mov', videoCodec: 'hevc', crf: 52 }, 'crf', 'for h264 and hevc, crf goes from 0 to 51'],
  ])('is refused with the request: %j', (given, field, message) => {
    const refused = { field: `rendition.${field}`, message: expect.stringContaining(message) };
    expect(problems({ rendition: given })).toEqual([refused]);
  });

  test.each([
    { container: 'mp4', videoCodec: 'av1', crf: 60 },
    { container: 'webm', videoCodec: 'av1', audioCodec: 'none' },
    { container: 'mkv', videoCodec: 'none', audioCodec: 'flac' },
    { container: 'hls', crf: 24, shortSide: 720 },
    { container: 'gif', width: 320 },
  ])('is not such a one as %j', (given) => {
    expect(problems({ rendition: given })).toEqual([]);
  });

  test.each(presetNames)('is not the preset %s either', (name) => {
    expect(problems({ rendition: presets[name].rendition })).toEqual([]);
  });
});

describe('a target', () => {
  test('of nothing at all is the default preset', () => {
    expect(targetOf({}).name).toBe('h264-1080p');
  });

  test.each([
    ['mp4', 'h264', 'aac'],
    ['webm', 'vp9', 'opus'],
    ['mkv', 'h264', 'aac'],
    ['mov', 'h264', 'aac'],
    ['m4a', null, 'aac'],
    ['mp3', null, 'mp3'],
    ['wav', null, 'pcm'],
    ['ogg', null, 'opus'],
    ['flac', null, 'flac'],
    ['gif', null, null],
  ] as const)('of a mere %s has its usual codecs, %s and %s', (container, videoCodec, audioCodec) => {
    expect(targetOf({ container })).toMatchObject({ videoCodec, audioCodec });
  });

  test.each([
    [{ container: 'mkv' }, 'h264', 'aac'],
    [{ container: 'mkv', videoCodec: 'none', audioCodec: 'flac' }, null, 'flac'],
    [{ container: 'mp4', videoCodec: 'av1', audioCodec: 'none' }, 'av1', null],
  ] as const)('of the rendition %j has %s and %s', (given, videoCodec, audioCodec) => {
    expect(targetOf({ rendition: rendition.parse(given) })).toMatchObject({ videoCodec, audioCodec });
  });
});
