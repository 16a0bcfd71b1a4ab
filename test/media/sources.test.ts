import { open } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { WhatToMake } from '#media/schema.ts';
import { aBench, judge, transcodeFixture } from '../support/media.ts';

/** Makes it and lets ffprobe judge; what every finished film must keep is asserted here once. */
const made = async (name: string, request: WhatToMake = { preset: 'h264-480p' }) => {
  await using bench = await aBench();
  const { path, ...output } = await transcodeFixture(name, request, bench);
  const judged = await judge(path);
  for (const { width, height, disposition } of judged.video) {
    if (!disposition.attached_pic) expect([width % 2, height % 2]).toEqual([0, 0]);
  }
  for (const { side_data_list = [], sample_aspect_ratio = '1:1' } of judged.video) {
    expect(side_data_list.map((data: { side_data_type: string }) => data.side_data_type)).not.toContain(
      'Display Matrix',
    );
    expect(sample_aspect_ratio).toBe('1:1');
  }
  if (judged.format.format_name.startsWith('mov')) {
    expect(Number(judged.format.start_time)).toBe(0);
    for (const { start_time } of [...judged.video, ...judged.audio])
      expect(Number(start_time)).toBeGreaterThanOrEqual(0);
  }
  return { ...judged, ...output, boxes: await boxesOf(path) };
};

const boxesOf = async (path: string): Promise<string[]> => {
  await using file = await open(path);
  const { size } = await file.stat();
  const names: string[] = [];
  for (let at = 0; at + 8 <= size; ) {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, at);
    names.push(buffer.toString('latin1', 4, 8));
    at += Math.max(buffer.readUInt32BE(0), 8);
  }
  return names;
};

const size = ({ video }: { video: { width: number; height: number }[] }) => [video[0]?.width, video[0]?.height];

describe('a film', () => {
  test('starts playing before all of it is there: the index comes first', async () => {
    const { boxes } = await made('landscape.mp4');
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
  });

  test('held upright by a phone comes out upright', async () => {
    expect(size(await made('rotated-phone.mp4'))).toEqual([480, 854]);
  });

  test('that is a silent portrait stays both', async () => {
    const film = await made('silent-portrait.mp4');
    expect(size(film)).toEqual([360, 640]);
    expect(film.audio).toEqual([]);
    expect(film.notes).toContain('kept at 360x640: the source is not larger');
  });

  test('of variable rate keeps every frame at its time', async () => {
    const film = await made('variable-rate.mp4');
    expect(film.video[0]).toMatchObject({ nb_frames: '40', avg_frame_rate: '240/17', start_time: '0.000000' });
  });

  test('of variable rate becomes constant on purpose', async () => {
    const request = { rendition: { container: 'mp4', shortSide: 180, fps: 25, frameRate: 'constant' } } as never;
    const film = await made('variable-rate.mp4', request);
    expect(film.video[0]).toMatchObject({ r_frame_rate: '25/1', avg_frame_rate: '25/1' });
  });

  test('of odd size loses no more than its odd row and column', async () => {
    expect(size(await made('odd-size.mkv'))).toEqual([320, 180]);
  });

  test.each([
    ['h264-480p', 2],
    ['hevc-1080p', 16],
    ['av1-1080p', 16],
    ['vp9-webm', 2],
  ] as const)('of a single pixel is made by %s, too', async (preset, side) => {
    expect(size(await made('one-pixel.mkv', { preset }))).toEqual([side, side]);
  });

  test('with wide pixels gets square ones', async () => {
    expect(size(await made('wide-pixels.mp4'))).toEqual([854, 480]);
  });

  test('that is interlaced comes out progressive', async () => {
    expect((await made('interlaced.ts')).video[0]?.field_order).toBe('progressive');
  });

  test('in 8k is brought down', async () => {
    expect(size(await made('eight-k.mp4'))).toEqual([854, 480]);
  });

  test('of one frame without a rate is a film of one frame', async () => {
    expect((await made('no-rate.mkv')).video[0]?.nb_frames).toBe('1');
  });

  test('under a wrong name is known by what it is', async () => {
    expect(size(await made('wrong-extension.txt'))).toEqual([320, 180]);
  });

  test.each(['av1.webm', 'vp9.webm'])('in %s can be read', async (name) => {
    expect((await made(name)).video[0]?.codec_name).toBe('h264');
  });

  test('recorded in a browser, which tells no length, is made all the same', async () => {
    const film = await made('recorded-in-browser.webm');
    expect(film.plan.seconds).toBeNull();
    expect(Number(film.format.duration)).toBeCloseTo(2, 1);
  });

  test('keeps its chapters', async () => {
    expect((await made('chapters.mkv')).chapters.map(({ tags }) => tags.title)).toEqual(['One', 'Two']);
  });

  test('that fits is copied, frame for frame', async () => {
    const film = await made('fitting.mp4');
    expect(film.notes).toContain('picture copied: it fits as it is');
    expect(film.video[0]).toMatchObject({ nb_frames: '60', duration: '2.000000' });
    expect(film.boxes.indexOf('moov')).toBeLessThan(film.boxes.indexOf('mdat'));
  });

  test('is enlarged when that is asked for', async () => {
    const request = { rendition: { container: 'mp4', shortSide: 360, upscale: true, speed: 'fast' } } as never;
    expect(size(await made('vp9.webm', request))).toEqual([640, 360]);
  });

  test('comes with a poster that stands as it does', async () => {
    const { artifacts } = await made('rotated-phone.mp4');
    expect(artifacts.map(({ kind }) => kind)).toEqual(['video', 'image']);
    expect(artifacts[1]).toMatchObject({ mediaType: 'image/jpeg', facts: { width: 480, height: 854 } });
  });
});

describe('HDR', () => {
  test.each(['hdr-pq.mp4', 'hdr-hlg.mkv'])('of %s becomes SDR for H.264', async (name) => {
    const { video } = await made(name);
    expect(video[0]).toMatchObject({
      pix_fmt: 'yuv420p',
      color_transfer: 'bt709',
      color_primaries: 'bt709',
      color_space: 'bt709',
    });
    expect(video[0]?.side_data_list).toBeUndefined();
  });

  test.each([
    ['hdr-pq.mp4', 'smpte2084'],
    ['hdr-hlg.mkv', 'arib-std-b67'],
  ])('of %s is kept by AV1', async (name, transfer) => {
    const { video } = await made(name, { preset: 'av1-1080p' });
    expect(video[0]).toMatchObject({ pix_fmt: 'yuv420p10le', color_transfer: transfer, color_primaries: 'bt2020' });
  });

  test.each([
    ['hevc', 'mp4'],
    ['hevc', 'mkv'],
    ['av1', 'mp4'],
    ['av1', 'mkv'],
  ] as const)(
    'is kept by %s in %s with the display that it was mastered on and its light levels',
    async (videoCodec, container) => {
      const request = { rendition: { container, videoCodec, shortSide: 180, crf: 30, speed: 'fast' } } as never;
      const [video] = (await made('hdr-pq.mp4', request)).video;
      const told = (type: string) =>
        video?.side_data_list.find((data: { side_data_type: string }) => data.side_data_type === type);
      const share = (text: string) =>
        text
          .split('/')
          .map(Number)
          .reduce((up, down) => up / down);
      expect(told('Content light level metadata')).toMatchObject({ max_content: 1000, max_average: 400 });
      const { red_x, green_y, white_point_x, min_luminance, max_luminance } = told('Mastering display metadata');
      expect([red_x, green_y, white_point_x, min_luminance, max_luminance].map(share)).toEqual([
        0.68, 0.69, 0.3127, 0.005, 1000,
      ]);
    },
  );

  test('is kept by HEVC with its light levels, also when it is encoded anew', async () => {
    const request = { rendition: { container: 'mp4', videoCodec: 'hevc', crf: 30, speed: 'fast' } } as never;
    const { video } = await made('hdr-pq.mp4', request);
    expect(video[0]).toMatchObject({ pix_fmt: 'yuv420p10le', color_transfer: 'smpte2084', codec_tag_string: 'hvc1' });
    const kinds = video[0]?.side_data_list.map((data: { side_data_type: string }) => data.side_data_type);
    expect(kinds).toEqual(expect.arrayContaining(['Mastering display metadata', 'Content light level metadata']));
  });
});

describe('time', () => {
  test.each(['late-start.ts', 'negative-start.mkv'])('of %s begins at zero', async (name) => {
    const film = await made(name);
    expect(Number(film.video[0]?.start_time)).toBeLessThan(0.1);
    expect(film.video[0]?.nb_frames).toBe('60');
  });

  test('of late sound is filled with silence, so that both begin together', async () => {
    const film = await made('late-sound.mp4');
    expect(film.audio[0]).toMatchObject({ start_time: '0.000000' });
    expect(Number(film.audio[0]?.duration)).toBeCloseTo(3, 1);
  });
});

describe('sound and text', () => {
  test('of all languages go along into an mp4', async () => {
    const film = await made('two-languages.mkv');
    expect(film.audio.map(({ tags }) => tags.language)).toEqual(['eng', 'deu']);
    expect(film.subtitles).toMatchObject([{ codec_name: 'mov_text', tags: { language: 'eng' } }]);
  });

  test('become WebVTT and Opus in a webm', async () => {
    const film = await made('two-languages.mkv', { container: 'webm' });
    expect(film.subtitles.map(({ codec_name }) => codec_name)).toEqual(['webvtt']);
    expect(film.audio.map(({ codec_name }) => codec_name)).toEqual(['opus', 'opus']);
  });

  test('of a hundred streams are eight, with a note', async () => {
    const film = await made('hundred-streams.mkv');
    expect(film.audio).toHaveLength(8);
    expect(film.notes).toContain('91 more streams left out: data, unknown, or past the limits');
  });

  test('alone become an m4a for a film preset', async () => {
    const { artifacts, audio, video } = await made('sound-only.m4a');
    expect(artifacts).toMatchObject([{ kind: 'audio', name: 'sound-only.m4a', mediaType: 'audio/mp4' }]);
    expect([audio.length, video.length]).toEqual([1, 0]);
  });

  test.each(['mp3', 'aac-m4a'] as const)('keep their cover as %s', async (preset) => {
    const { video } = await made('song-with-cover.mp3', { preset });
    expect(video).toMatchObject([{ codec_name: 'mjpeg', disposition: { attached_pic: 1 } }]);
  });

  test('in six channels are mixed down, or kept when asked', async () => {
    expect((await made('surround.mka', { container: 'm4a' })).audio[0]?.channels).toBe(2);
    const request = { rendition: { container: 'ogg', audioChannels: 6 } } as never;
    expect((await made('surround.mka', request)).audio[0]?.channels).toBe(6);
  });
});
