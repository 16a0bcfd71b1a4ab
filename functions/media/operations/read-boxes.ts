import { type Box, headerBytes, readBox } from '../mp4-boxes.ts';

/** A fragmented recording has a box every second or so: what matters lies among the first. */
const mostBoxes = 32;

const readAt = async (url: string, start: number, signal: AbortSignal): Promise<DataView> => {
  const headers = { range: `bytes=${start}-${start + headerBytes - 1}` };
  const reply = await fetch(url, { headers, signal });
  const bytes = reply.status === 206 ? await reply.arrayBuffer() : new ArrayBuffer(0);
  if (reply.status !== 206) await reply.body?.cancel();
  return new DataView(bytes);
};

type Boxes = { readonly boxes: readonly Box[]; readonly sawAll: boolean };

/** Walks the top-level boxes of what may be an mp4; 16 bytes are read of each. */
export const readBoxes = async (url: string, fileBytes: number, signal: AbortSignal): Promise<Boxes> => {
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= fileBytes && boxes.length < mostBoxes) {
    const box = readBox(await readAt(url, at, signal), at, fileBytes);
    if (!box) return { boxes, sawAll: false };
    boxes.push(box);
    at = box.end;
  }
  return { boxes, sawAll: at + 8 > fileBytes };
};
