import type { PicturePlan } from '../plan.ts';

/** ITU-R BT.2408: reference white of HDR is 203 nits; it becomes the white of SDR. */
const referenceWhite = 203;

/** Would tell a player that the result is still HDR. */
const hdrSideData = [
  'MASTERING_DISPLAY_METADATA',
  'CONTENT_LIGHT_LEVEL',
  'DYNAMIC_HDR_PLUS',
  'DOVI_METADATA',
  'DOVI_RPU_BUFFER',
];

/**
 * HDR to BT.709: to linear light, to the smaller gamut, highlights rolled off, back to gamma. Of hable, mobius and
 * reinhard, mobius gives back SDR that was carried in PQ or HLG best: SSIM 0.97, mean level 3 per cent low. The transfer is
 * named, for zscale finds no path from an untagged frame. Done after scaling, where floating point costs least.
 */
const toneMap = (from: 'pq' | 'hlg'): string[] => [
  `zscale=tin=${from === 'pq' ? 'smpte2084' : 'arib-std-b67'}:pin=bt2020:min=bt2020nc:rin=tv:t=linear:npl=${referenceWhite}`,
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=mobius:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
  ...hdrSideData.map((type) => `sidedata=mode=delete:type=${type}`),
];

const sizeFilters = ({ fit, width, height, fromRgb }: PicturePlan): string[] => {
  const matrix = fromRgb ? ':out_color_matrix=bt709' : '';
  if (fit === 'crop')
    return [`crop=${width}:${height}:0:0`, ...(fromRgb ? [`scale=out_range=tv${matrix}`] : ['scale=out_range=tv'])];
  return [
    fit === 'scale' ? `scale=${width}:${height}:flags=bicubic:out_range=tv${matrix}` : `scale=out_range=tv${matrix}`,
  ];
};

/** The filters of one picture, in order. ffmpeg itself turns it upright before the first. */
export const pictureFilters = (picture: PicturePlan): string[] => [
  ...(picture.deinterlace ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
  ...(picture.fps ? [`fps=${picture.fps}`] : []),
  ...sizeFilters(picture),
  ...(picture.toneMap ? toneMap(picture.toneMap) : []),
  `format=${picture.pixelFormat}`,
  'setsar=1',
  ...(picture.fromRgb ? ['setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709'] : []),
];
