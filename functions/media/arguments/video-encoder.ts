import type { VideoCodec } from '../containers.ts';
import type { RateRule, VideoEncode } from '../plan.ts';

type Encode = Pick<VideoEncode, 'codec' | 'rate' | 'speed' | 'keyInterval' | 'keepsHdr'>;
export type Pass = 1 | 2 | null;

/** Encoder effort by what a caller may ask for; chosen for like times, not for like names. */
export const efforts: Readonly<Record<VideoCodec, Readonly<Record<Encode['speed'], string>>>> = {
  h264: { fast: 'veryfast', balanced: 'medium', small: 'slow' },
  hevc: { fast: 'ultrafast', balanced: 'fast', small: 'medium' },
  av1: { fast: '10', balanced: '8', small: '5' },
  vp9: { fast: '6', balanced: '4', small: '2' },
};

const qualityOptions = (rate: RateRule, isVp9: boolean): string[] => {
  if ('bitrate' in rate) return ['-b:v', String(rate.bitrate)];
  const cap = rate.maxBitrate ? ['-maxrate', String(rate.maxBitrate), '-bufsize', String(rate.maxBitrate * 2)] : [];
  return ['-crf', String(rate.crf), ...(isVp9 ? ['-b:v', '0'] : []), ...cap];
};

const passOptions = (pass: Pass): string[] => (pass ? ['-pass', String(pass), '-passlogfile', 'pass'] : []);

/** x265 keeps its own passes; its log would drown ours. */
const x265Params = ({ keyInterval, keepsHdr }: Encode, pass: Pass): string =>
  [
    'log-level=error:open-gop=0',
    `keyint=${keyInterval}`,
    ...(keepsHdr ? ['hdr-opt=1:repeat-headers=1'] : []),
    ...(pass ? [`pass=${pass}:stats=x265.log`] : []),
  ].join(':');

const encoders: Readonly<Record<VideoCodec, (plan: Encode, pass: Pass) => string[]>> = {
  h264: (plan, pass) => [
    ...['-c:v', 'libx264', '-preset', efforts.h264[plan.speed], '-profile:v', 'high', '-flags', '+cgop'],
    ...['-g', String(plan.keyInterval), ...passOptions(pass)],
  ],
  hevc: (plan, pass) => [
    ...['-c:v', 'libx265', '-preset', efforts.hevc[plan.speed], '-tag:v', 'hvc1'],
    ...['-x265-params', x265Params(plan, pass)],
  ],
  av1: (plan) => ['-c:v', 'libsvtav1', '-preset', efforts.av1[plan.speed], '-g', String(plan.keyInterval)],
  vp9: (plan, pass) => [
    ...['-c:v', 'libvpx-vp9', '-deadline', 'good', '-cpu-used', efforts.vp9[plan.speed], '-row-mt', '1'],
    ...['-tile-columns', '2', '-g', String(plan.keyInterval), ...passOptions(pass)],
  ],
};

/** How one picture is encoded. */
export const videoEncoder = (plan: Encode, pass: Pass = null): string[] => [
  ...encoders[plan.codec](plan, pass),
  ...qualityOptions(plan.rate, plan.codec === 'vp9'),
];

/** Each frame at its own time, in the source's own ticks: no rate is forced on what has none. */
export const trueTimes = ['-fps_mode:v', 'vfr', '-enc_time_base:v', 'demux'];

/** For frames whose rate a filter has made constant. */
export const evenTimes = ['-fps_mode:v', 'cfr'];
