import type { VideoFacts } from './facts.ts';
import { numberOf, type ProbeStream, perSecond, rationalOf, secondsOf, textOf } from './probe-fields.ts';

const sideData = (stream: ProbeStream, type: RegExp): ProbeStream | undefined =>
  ((stream['side_data_list'] ?? []) as ProbeStream[]).find((data) => type.test(String(data['side_data_type'])));

/** ffprobe counts anticlockwise, and from -180 to 180. */
const rotationOf = (stream: ProbeStream): number => {
  const turned = numberOf(sideData(stream, /^Display Matrix$/)?.['rotation']) ?? 0;
  return ((-Math.round(turned) % 360) + 360) % 360;
};

/** The matrix as ffprobe prints it, a row a line: `00000000:  0 65536 0`; mirrored when its determinant is negative. */
const isMirrored = (stream: ProbeStream): boolean => {
  const matrix = String(sideData(stream, /^Display Matrix$/)?.['displaymatrix'] ?? '');
  const [[a = 1, b = 0] = [], [c = 0, d = 1] = []] = matrix
    .trim()
    .split('\n')
    .map((row) =>
      row
        .replace(/^\s*\d+:/, '')
        .trim()
        .split(/\s+/)
        .map(Number),
    );
  return a * d - b * c < 0;
};

/** `0:1` means unknown; shapes past 8:1 come from broken headers, those within a hundredth of 1 from rounding. */
const pixelShape = (stream: ProbeStream): number => {
  const [up = 0, down = 0] = String(stream['sample_aspect_ratio'] ?? '')
    .split(':')
    .map(Number);
  const shape = up / down;
  return shape >= 1 / 8 && shape <= 8 && Math.abs(shape - 1) > 0.01 ? shape : 1;
};

const displaySize = (stream: ProbeStream) => {
  const width = Math.max(1, Math.round((numberOf(stream['width']) ?? 0) * pixelShape(stream)));
  const height = numberOf(stream['height']) ?? 0;
  return rotationOf(stream) % 180 === 90 ? { width: height, height: width } : { width, height };
};

const bitDepthOf = (stream: ProbeStream): number =>
  numberOf(stream['bits_per_raw_sample']) ??
  numberOf(/(?:p|gray)0?(9|1[0-6])(?:le|be)?$/.exec(String(stream['pix_fmt']))?.[1]) ??
  8;

/** ITU-T H.273 names: SMPTE ST 2084 is PQ, ARIB STD-B67 is HLG. */
const hdrOf = (stream: ProbeStream): VideoFacts['hdr'] => {
  if (stream['color_transfer'] === 'smpte2084') return 'pq';
  return stream['color_transfer'] === 'arib-std-b67' ? 'hlg' : null;
};

/** In a recording of even pace both rates agree; fields counted as frames make the first exactly twice the second. */
const isVariable = (stream: ProbeStream): boolean => {
  const ratio = perSecond(rationalOf(stream['r_frame_rate'])) / perSecond(rationalOf(stream['avg_frame_rate']));
  return Number.isFinite(ratio) && Math.abs(ratio - 1) > 0.005 && Math.abs(ratio - 2) > 0.01;
};

const frameRate = (stream: ProbeStream): string | null => {
  const average = rationalOf(stream['avg_frame_rate']);
  return average ?? (perSecond(rationalOf(stream['r_frame_rate'])) <= 240 ? rationalOf(stream['r_frame_rate']) : null);
};

/** What planning needs to know of a picture; a stream's unknown bitrate is the whole file's at most. */
export const videoFactsOf = (stream: ProbeStream, format: ProbeStream): VideoFacts => ({
  stream: numberOf(stream['index']) ?? 0,
  codec: textOf(stream['codec_name']) ?? 'unknown',
  profile: textOf(stream['profile']),
  pixelFormat: textOf(stream['pix_fmt']) ?? 'unknown',
  bitDepth: bitDepthOf(stream),
  ...displaySize(stream),
  rotation: rotationOf(stream),
  isMirrored: isMirrored(stream),
  squarePixels: pixelShape(stream) === 1,
  fps: frameRate(stream),
  isVariable: isVariable(stream),
  seconds: secondsOf(stream),
  bitrate: numberOf(stream['bit_rate']) ?? numberOf(format['bit_rate']),
  isInterlaced: ['tt', 'bb', 'tb', 'bt'].includes(String(stream['field_order'])),
  hdr: hdrOf(stream),
  dolbyVision: numberOf(sideData(stream, /DOVI/)?.['dv_profile']),
  matrix: textOf(stream['color_space']),
  primaries: textOf(stream['color_primaries']),
});
