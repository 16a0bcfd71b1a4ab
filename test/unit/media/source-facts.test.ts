import { describe, expect, test } from 'vitest';
import { sourceFactsOf } from '#media/source-facts.ts';
import type { ProbeReport } from '#shared/ports/tools.ts';

type Stream = Record<string, unknown>;

const video = (fields: Stream = {}): Stream => ({
  ...{ index: 0, codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080, pix_fmt: 'yuv420p' },
  ...{ r_frame_rate: '30/1', avg_frame_rate: '30/1', duration: '10.000000' },
  ...fields,
});
const audio = (fields: Stream = {}): Stream => ({
  ...{ index: 1, codec_type: 'audio', codec_name: 'aac', channels: 2, sample_rate: '48000', start_time: '0.000000' },
  ...fields,
});
const report = (streams: Stream[], format: Stream = {}): ProbeReport => ({
  streams,
  format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', duration: '10.000000', start_time: '0.000000', ...format },
});
const factsOf = (streams: Stream[], format?: Stream) => sourceFactsOf(report(streams, format), 1000);
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const turned = (rotation: number) => [{ side_data_type: 'Display Matrix', rotation }];

describe('a picture', () => {
  test.each([
    [-90, 90],
    [90, 270],
    [180, 180],
    [0, 0],
  ])('that ffprobe turns by %d is turned %d degrees clockwise by players', (rotation, clockwise) => {
    expect(factsOf([video({ side_data_list: turned(rotation) })]).video?.rotation).toBe(clockwise);
  });

  test.each([
    ['00000000:  65536  0  0\n00000001:  0  65536  0', false],
    ['00000000:  -65536  0  0\n00000001:  0  65536  0', true],
    ['00000000:  0  65536  0\n00000001:  -65536  0  0', false],
    ['00000000:  0  65536  0\n00000001:  65536  0  0', true],
  ])('with the matrix %j is mirrored: %s', (displaymatrix, mirrored) => {
    const side_data_list = [{ side_data_type: 'Display Matrix', displaymatrix: `\n${displaymatrix}\n` }];
    expect(factsOf([video({ side_data_list })]).video?.isMirrored).toBe(mirrored);
  });

  test('held upright by the phone is as high as it was wide', () => {
    expect(factsOf([video({ side_data_list: turned(-90) })]).video).toMatchObject({ width: 1080, height: 1920 });
  });

  test('with wide pixels is as wide as it is shown', () => {
    const facts = factsOf([video({ width: 720, height: 576, sample_aspect_ratio: '64:45' })]);
    expect(facts.video).toMatchObject({ width: 1024, height: 576, squarePixels: false });
  });

  test.each(['0:1', '1:1', '1000:1', undefined, 'N/A', '1280:1281'])(
    'with pixels of %s is taken as square',
    (shape) => {
      expect(factsOf([video({ sample_aspect_ratio: shape })]).video).toMatchObject({ width: 1920, squarePixels: true });
    },
  );

  test.each([
    ['smpte2084', 'pq'],
    ['arib-std-b67', 'hlg'],
    ['bt709', null],
    [undefined, null],
  ])('with transfer %s has HDR of kind %s', (transfer, hdr) => {
    expect(factsOf([video({ color_transfer: transfer })]).video?.hdr).toBe(hdr);
  });

  test.each([
    [{ bits_per_raw_sample: '10' }, 10],
    [{ pix_fmt: 'yuv420p10le' }, 10],
    [{ pix_fmt: 'p010le' }, 10],
    [{ pix_fmt: 'yuv444p12be' }, 12],
    [{ pix_fmt: 'yuv420p' }, 8],
    [{ pix_fmt: 'nv12' }, 8],
  ])('with %j has %d bits', (fields, bits) => {
    expect(factsOf([video(fields)]).video?.bitDepth).toBe(bits);
  });

  test.each([
    ['30/1', '30/1', false],
    ['30/1', '240/17', true],
    ['60/1', '30/1', false],
    ['30000/1001', '2997/100', false],
    ['90000/1', '24/1', true],
    ['0/0', '0/0', false],
  ])('at %s nominally and %s on average varies: %s', (nominal, average, varies) => {
    expect(factsOf([video({ r_frame_rate: nominal, avg_frame_rate: average })]).video?.isVariable).toBe(varies);
  });

  test('of a single frame has no rate', () => {
    expect(factsOf([video({ r_frame_rate: '1000/1', avg_frame_rate: '0/0' })]).video?.fps).toBeNull();
  });

  test('is the one that players show first, else the largest', () => {
    const small = video({ index: 0, width: 640, height: 360 });
    const large = video({ index: 1 });
    expect(factsOf([small, large]).video?.stream).toBe(1);
    expect(factsOf([{ ...small, disposition: { default: 1 } }, large]).video?.stream).toBe(0);
  });

  test('tells its length in a tag in Matroska', () => {
    const fields = { duration: undefined, tags: { DURATION: '01:00:02.500000000' } };
    expect(factsOf([video(fields)]).video?.seconds).toBe(3602.5);
  });
});

describe('cover art', () => {
  const cover = video({ index: 2, codec_name: 'mjpeg', disposition: { attached_pic: 1 } });

  test('is no film', () => {
    expect(factsOf([audio(), cover])).toMatchObject({ video: null, cover: { stream: 2, codec: 'mjpeg' } });
  });

  test('alone is nothing to work on', () => {
    expect(codeOf(() => factsOf([cover]))).toBe('source.no-stream');
  });
});

describe('streams', () => {
  test('past the limits, of data and of unknown codecs are left out and counted', () => {
    const tracks = Array.from({ length: 20 }, (_, n) => audio({ index: n + 1 }));
    const facts = factsOf([video(), ...tracks, { index: 30, codec_type: 'data' }, { index: 31, codec_type: 'audio' }]);
    expect(facts.audio).toHaveLength(8);
    expect(facts.leftOut).toBe(14);
  });

  test('of sound tell how much later than the file they begin', () => {
    const facts = factsOf([video(), audio({ start_time: '11.5' })], { start_time: '10.0' });
    expect(facts.audio[0]?.delay).toBeCloseTo(1.5);
  });

  test('keep titles that people gave, not those that programs leave', () => {
    const titled = (handler_name: string) => factsOf([audio({ tags: { handler_name } })]).audio[0]?.title;
    expect(titled('Director’s commentary')).toBe('Director’s commentary');
    expect(titled('SoundHandler')).toBeNull();
    expect(titled('Core Media Audio')).toBeNull();
  });

  test.each([
    ['subrip', 'text'],
    ['hdmv_pgs_subtitle', 'bitmap'],
    ['dvb_teletext', 'other'],
  ])('of %s subtitles are %s', (codec_name, kind) => {
    const facts = factsOf([audio(), { index: 5, codec_type: 'subtitle', codec_name }]);
    expect(facts.subtitles[0]?.kind).toBe(kind);
  });
});

describe('a source is refused', () => {
  test.each([
    ['that claims a thousand hours', [video()], { duration: '3600000' }, 'source.too-large'],
    ['with a side past the limit', [video({ width: 20_000, height: 100 })], {}, 'source.too-large'],
    ['with more pixels than fit in memory', [video({ width: 16_000, height: 16_000 })], {}, 'source.too-large'],
    ['without picture and sound', [{ index: 0, codec_type: 'subtitle', codec_name: 'subrip' }], {}, 'source.no-stream'],
    ['with nothing in it', [], {}, 'source.no-stream'],
    [
      'whose picture has no size and whose sound no channels',
      [video({ width: 0 }), audio({ channels: 0 })],
      {},
      'source.no-stream',
    ],
  ])('%s', (_, streams, format, code) => {
    expect(codeOf(() => factsOf(streams as Stream[], format))).toBe(code);
  });
});

test('a length that was guessed from a bitrate proves nothing', () => {
  expect(factsOf([audio()], { format_name: 'mp3' }).secondsAreGuessed).toBe(true);
  expect(factsOf([audio()]).secondsAreGuessed).toBe(false);
});
