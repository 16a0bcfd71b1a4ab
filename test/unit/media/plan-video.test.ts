import { describe, expect, test } from 'vitest';
import { filmEncode, filmPreparation } from '#media/arguments/film.ts';
import { aFittingVideo, anAudio, aSource, aVideo, filmFor } from './builders.ts';

const none = new Map();
const fitting = (facts: Parameters<typeof aVideo>[0] = {}) => aSource({ video: aFittingVideo(facts) });

describe('a picture that fits', () => {
  test('is copied, for nothing is better or quicker than the original', () => {
    const plan = filmFor(fitting());
    expect(plan.video).toEqual({ mode: 'copy', stream: 0, codec: 'h264', width: 1920, height: 1080 });
    expect(plan.notes).toContain('picture copied: it fits as it is');
    expect(filmEncode(plan, 'URL', 'main.mp4', none).args.join(' ')).toContain('-map 0:0 -c:v:0 copy');
  });

  test('keeps its HDR when it is copied as HEVC', () => {
    const hdr = aVideo({ codec: 'hevc', profile: 'Main 10', pixelFormat: 'yuv420p10le', bitDepth: 10, hdr: 'pq' });
    expect(filmFor(aSource({ video: hdr }), { preset: 'hevc-1080p' }).video?.mode).toBe('copy');
  });

  test('gets the tag that Apple players look for when it is HEVC in an mp4', () => {
    const plan = filmFor(aSource({ video: aVideo({ codec: 'hevc', profile: 'Main' }) }), { preset: 'hevc-1080p' });
    expect(filmEncode(plan, 'URL', 'main.mp4', none).args.join(' ')).toContain('-tag:v hvc1');
  });
});

describe('a picture is encoded, with the reason told,', () => {
  test.each([
    ['of another codec', { codec: 'vp9' }, 'vp9 is not h264'],
    ['of a profile that few play', { profile: 'High 10' }, 'profile High 10 is not for every player'],
    ['too large', { width: 3840, height: 2160 }, 'the size changes'],
    ['odd', { width: 1919, height: 1079 }, 'the size changes'],
    ['of wide pixels', { squarePixels: false }, 'the size changes'],
    ['turned', { rotation: 90 }, 'it must be turned upright'],
    ['mirrored', { isMirrored: true }, 'it must be turned upright'],
    ['interlaced', { isInterlaced: true }, 'it is interlaced'],
    ['of full range', { pixelFormat: 'yuvj420p' }, 'its pixels are yuvj420p'],
    ['of too many frames', { fps: '120/1' }, 'the frame rate changes'],
    ['of no known rate', { fps: null }, 'its frame rate is not known'],
    ['far too fat', { bitrate: 60_000_000 }, 'its 60000 kb/s are more than such a picture needs'],
    ['of unknown bitrate', { bitrate: null }, 'its bitrate is not known'],
  ])('when it is %s', (_, facts, reason) => {
    const plan = filmFor(fitting(facts as object));
    expect(plan.video?.mode).toBe('encode');
    expect(plan.notes).toContain(`picture encoded: ${reason}`);
  });

  test('when its container tells no true times', () => {
    expect(filmFor({ ...fitting(), format: 'mpegts' }).video?.mode).toBe('encode');
  });

  test('when a rate was asked for', () => {
    expect(filmFor(fitting(), { rendition: { container: 'mp4', crf: 30 } as never }).video?.mode).toBe('encode');
  });
});

describe('a target size', () => {
  const request = (targetBytes: number) => ({ rendition: { container: 'mp4', targetBytes } }) as never;

  test('becomes a bitrate that leaves room for the sound and the container', () => {
    const { video } = filmFor(aSource(), request(10_000_000));
    expect(video).toMatchObject({ rate: { passes: 2 } });
    const rate = video?.mode === 'encode' && 'bitrate' in video.rate ? video.rate.bitrate : 0;
    expect(((rate + 160_000) * 60) / 8).toBeLessThan(10_000_000);
    expect(((rate + 160_000) * 60) / 8).toBeGreaterThan(9_500_000);
  });

  test('that cannot be met says what would work', () => {
    expect(() => filmFor(aSource(), request(100_000))).toThrow('100000 bytes are too few for 60 s; 331000 would work');
  });

  test('needs a source that tells its length', () => {
    expect(() => filmFor(aSource({ seconds: null }), request(10_000_000))).toThrow(/length of the source is not known/);
  });

  test('takes two passes, of which the first writes nothing', () => {
    const plan = filmFor(aSource(), request(10_000_000));
    const [first] = filmPreparation(plan, 'URL');
    expect(first?.args.join(' ')).toMatch(/-pass 1 .* -an -sn -f null -$/);
    expect(filmEncode(plan, 'URL', 'main.mp4', none).args.join(' ')).toContain('-pass 2');
  });

  test('takes one pass with AV1, whose encoder has no other here', () => {
    const plan = filmFor(aSource(), {
      rendition: { container: 'mp4', videoCodec: 'av1', videoBitrate: 1_000_000 } as never,
    });
    expect(filmPreparation(plan, 'URL')).toEqual([]);
  });
});

describe('arguments', () => {
  const argsOf = (facts = aSource(), request = {}) =>
    filmEncode(filmFor(facts, request), 'URL', 'out', none).args.join(' ');

  test('put the index first, so that playing starts before all is loaded', () => {
    expect(argsOf()).toMatch(/-f mp4 -movflags \+faststart out$/);
  });

  test('leave each frame at its time, unless a rate was asked for', () => {
    expect(argsOf()).toContain('-fps_mode:v vfr -enc_time_base:v demux');
    expect(argsOf(aSource(), { rendition: { container: 'mp4', fps: 25, frameRate: 'constant' } })).toContain(
      '-fps_mode:v cfr',
    );
  });

  test('do not tell where a film was made', () => {
    expect(argsOf()).toContain('-metadata location= -metadata location-eng=');
  });

  test.each([
    ['h264-1080p', 'libx264 -preset medium -profile:v high'],
    ['hevc-1080p', 'libx265 -preset fast -tag:v hvc1'],
    ['av1-1080p', 'libsvtav1 -preset 8'],
    ['vp9-webm', 'libvpx-vp9 -deadline good'],
  ])('of %s name its encoder', (preset, words) => {
    expect(argsOf(aSource(), { preset: preset as never })).toContain(words);
  });

  test('carry a cover as a cover', () => {
    const song = aSource({ video: null, audio: [anAudio()], cover: { stream: 1, codec: 'png' } });
    expect(argsOf(song, { preset: 'mp3' })).toContain('-map 0:1 -c:v:0 copy -disposition:v:0 attached_pic');
  });
});

describe('a mere container', () => {
  const codecOf = (codec: string, container: 'mkv' | 'webm' | 'mp4') =>
    filmFor(aSource({ video: aVideo({ codec }) }), { container }).video?.codec;

  test('keeps the codec that is there, where whoever plays the one plays the other', () => {
    expect([codecOf('hevc', 'mkv'), codecOf('av1', 'webm'), codecOf('vp9', 'webm')]).toEqual(['hevc', 'av1', 'vp9']);
  });

  test('has its usual codec where it does not take what is there, or not every player does', () => {
    expect([codecOf('mpeg4', 'mkv'), codecOf('h264', 'webm'), codecOf('hevc', 'mp4')]).toEqual(['h264', 'vp9', 'h264']);
  });
});
