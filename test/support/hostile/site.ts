import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { rangeOf } from '#shared/byte-range.ts';
import type { aCertificate } from '../certificate.ts';
import { aListener, aSite } from '../guard.ts';
import { type Answer, carriers } from './pages.ts';

const bait = 'HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 16\r\n\r\n0123456789abcdef';

/** Listens where nobody may go, on loopback in both families, and remembers who came and what they asked for. */
export const aDecoy = async () => {
  const came: string[] = [];
  const listen = (host: string) =>
    aListener((socket) => {
      came.push(`connected to ${host}`);
      socket.once('data', (words: Buffer) => {
        came.push(words.toString('latin1').split('\r\n')[0] ?? '');
        socket.end(bait);
      });
    }, host);
  const [four, other, six] = [await listen('127.0.0.1'), await listen('127.0.0.2'), await listen('::1')];
  return {
    came,
    ports: { four: four.port, other: other.port, six: six.port },
    [Symbol.asyncDispose]: async () => {
      for (const listener of [four, other, six]) await listener[Symbol.asyncDispose]();
    },
  };
};

/** Where a page leads, by how the decoy is named; `{}` is what shall be asked for there. */
export const trapsOf = ({ four, other, six }: Awaited<ReturnType<typeof aDecoy>>['ports']): readonly string[] => [
  ...[`http://127.0.0.1:${four}/{}`, `http://127.0.0.2:${other}/{}`, `http://[::1]:${six}/{}`, `http://localhost:${four}/{}`],
  ...[`http://2130706433:${four}/{}`, `http://0x7f000001:${four}/{}`, `http://017700000001:${four}/{}`, `http://127.1:${four}/{}`],
  ...[`http://[::ffff:127.0.0.1]:${four}/{}`, `http://[::ffff:7f00:1]:${four}/{}`, `http://0:${four}/{}`, `http://0.0.0.0:${four}/{}`],
  ...[`http://user:pass@127.0.0.1:${four}/{}`, `http://decoy.test:${four}/{}`, `http://flips.test:${four}/{}`, `https://127.0.0.1:${four}/{}`],
  ...[`http://１２７.０.０.１:${four}/{}`, `http://127.0.0.1.:${four}/{}`, `//127.0.0.1:${four}/{}`, `https://[::1]:${six}/{}`],
  ...[`httpproxy://127.0.0.1:${four}/{}`, `tcp://127.0.0.1:${four}/{}`, `tls://127.0.0.1:${four}/{}`, `udp://127.0.0.1:${four}/{}`],
  ...[`ftp://127.0.0.1:${four}/{}`, `gopher://127.0.0.1:${four}/{}`, `rtmp://127.0.0.1:${four}/{}`, `rtsp://127.0.0.1:${four}/{}`],
  ...[`mmsh://127.0.0.1:${four}/{}`, `ws://127.0.0.1:${four}/{}`, `icecast://127.0.0.1:${four}/{}`, `srt://127.0.0.1:${four}?{}`],
  ...[`crypto+http://127.0.0.1:${four}/{}`, `crypto+tcp://127.0.0.1:${four}/{}`, `crypto+httpproxy://127.0.0.1:${four}/{}`],
  ...[`concat:http://127.0.0.1:${four}/{}|file:/etc/passwd`, `subfile,,start,0,end,9,,:http://127.0.0.1:${four}/{}`],
  ...[`async:http://127.0.0.1:${four}/{}`, `cache:http://127.0.0.1:${four}/{}`, `ffrtmphttp://127.0.0.1:${four}/{}`],
  ...['file:///etc/passwd?{}', 'pipe:0?{}', 'data:video/mp4;base64,AAAA?{}'],
]; // biome-ignore format: a list to scan

const fileNames: Readonly<Record<string, string>> = {
  'subtitle track': 'a.vtt',
  'HLS variant': 'a.m3u8',
  'HLS sound': 'a.m3u8',
  'HLS subtitles': 'a.m3u8',
  poster: 'a.jpg',
  'og:image': 'a.jpg',
};

/** The address at which a carrier leads into a trap. */
export const addressOf = (origin: string, carrier: string, trap: string): string => {
  const name = fileNames[carrier] ?? (carrier.startsWith('HLS') ? 'a.ts' : 'a.mp4');
  const target = trap.replace('{}', `${encodeURIComponent(carrier)}/${name}`);
  return `${origin}/${encodeURIComponent(carrier)}/${Buffer.from(target).toString('base64url')}/${carriers[carrier]?.ending}`;
};

const segments = (here: string): Answer => ({
  headers: { 'content-type': 'application/vnd.apple.mpegurl' },
  body: `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${here}/film.mp4\n#EXT-X-ENDLIST\n`,
});

const giveRange = (bytes: Buffer, asked: string | undefined, response: ServerResponse): void => {
  const range = rangeOf(asked, bytes.length);
  if (range === undefined || range === 'unsatisfiable')
    return void response.writeHead(200, { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' }).end(bytes);
  const { start, end } = range;
  const told = { 'content-type': 'video/mp4', 'content-range': `bytes ${start}-${end}/${bytes.length}` };
  response.writeHead(206, told).end(bytes.subarray(start, end + 1));
};

/** A site that serves every carrier with whatever trap its path names, and a harmless film; of https with a certificate. */
export const aHostileSite = async (film: string, tls?: ReturnType<typeof aCertificate>) => {
  const harmless = await readFile(film);
  return aSite(({ url = '', headers }, response) => {
    const here = `${tls ? 'https' : 'http'}://${headers.host}`;
    const [, carrier = '', target = ''] = (url.split('?')[0] ?? '').split('/').map(decodeURIComponent);
    if (carrier === 'film.mp4') return giveRange(harmless, headers.range, response);
    const trap = Buffer.from(target, 'base64url').toString();
    const found = carrier === 'segments.m3u8' ? segments(here) : carriers[carrier]?.answer(trap, here);
    const { status = found ? 200 : 404, headers: told = {}, body = '' } = found ?? {};
    const inBytes = Object.entries(told).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]);
    response.writeHead(status, Object.fromEntries(inBytes)).end(body);
  }, tls);
};
