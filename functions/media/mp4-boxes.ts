/** A top-level box of an ISO base media file (ISO/IEC 14496-12, 4.2). */
export type Box = { readonly type: string; readonly start: number; readonly end: number };

/** A box's header: 4 bytes of size, 4 of type, and 8 more of size where the first says 1; 0 means up to the end. */
export const headerBytes = 16;

export const readBox = (header: DataView, start: number, fileBytes: number): Box | null => {
  if (header.byteLength < 8) return null;
  const type = String.fromCharCode(...[4, 5, 6, 7].map((at) => header.getUint8(at)));
  const short = header.getUint32(0);
  if (short === 1 && header.byteLength < headerBytes) return null;
  const size = short === 1 ? Number(header.getBigUint64(8)) : short || fileBytes - start;
  return size >= 8 && /^[\x20-\x7e]{4}$/.test(type) ? { type, start, end: start + size } : null;
};

const looksLikeMp4 = ([first]: readonly Box[]): boolean =>
  first !== undefined && ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(first.type);

/**
 * Why an mp4 or mov is cut off, from where its boxes lie; null when it is whole or no such file. ffmpeg would read the
 * index, promise the full length, and end early without an error.
 */
export const whyCutOff = (boxes: readonly Box[], fileBytes: number, sawAll: boolean): string | null => {
  if (!looksLikeMp4(boxes)) return null;
  const past = boxes.find(({ type, end }) => end > fileBytes && (type === 'mdat' || type === 'moov'));
  if (past) return `only ${Math.floor((100 * fileBytes) / past.end)} % of the source is there, the rest was cut off`;
  const hasIndex = boxes.some(({ type }) => type === 'moov');
  return sawAll && !hasIndex ? 'the index (moov) is missing: the recording was cut off before its end' : null;
};
