import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, refuse } from './asked.ts';
import { siteMedia } from './media.ts';

const types: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4a': 'audio/mp4',
  '.m4s': 'video/iso.segment',
  '.ts': 'video/mp2t',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mpd': 'application/dash+xml',
  '.vtt': 'text/vtt',
  '.jpg': 'image/jpeg',
};

export type Sending = {
  /** @default true */
  readonly ranges?: boolean;
  readonly bytesPerSecond?: number;
  /** Breaks the connection after this share of what was asked for. */
  readonly breakAfter?: number;
  /** Times the true length, as the header says it. */
  readonly lengthSaid?: number;
  /** Another file of the site in its place. */
  readonly instead?: string;
};

const lastModified = new Date('2026-04-01T10:00:00Z').toUTCString();

const etagOf = (name: string): string => `"${createHash('sha256').update(name).digest('hex').slice(0, 16)}"`;

/** `bytes=a-b` and `bytes=a-`, unless If-Range names another version. */
const rangeOf = ({ headers }: Asked, size: number, etag: string): readonly [number, number] | null => {
  if (headers['if-range'] !== undefined && headers['if-range'] !== etag) return null;
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  return from === undefined ? null : [Number(from), to ? Math.min(Number(to), size - 1) : size - 1];
};

const pour = async (bytes: Buffer, reply: ServerResponse, bytesPerSecond: number): Promise<void> => {
  const step = Math.max(1, Math.round(bytesPerSecond / 20));
  for (let at = 0; at < bytes.length && !reply.destroyed; at += step) {
    reply.write(bytes.subarray(at, at + step));
    await sleep(50);
  }
};

const readPart = async (path: string, from: number, length: number): Promise<Buffer> => {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer;
};

const sizeOf = async (path: string): Promise<number | null> => {
  const file = await open(path).catch(() => null);
  if (!file) return null;
  await using opened = file;
  return (await opened.stat()).size;
};

/** As it stands in the headers of a good server, and a byte range that was asked for. */
const headed = (asked: Asked, name: string, size: number, { ranges = true, lengthSaid = 1 }: Sending) => {
  const etag = etagOf(name);
  const part = ranges ? rangeOf(asked, size, etag) : null;
  const [from, to] = part ?? [0, size - 1];
  const headers = {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-length': Math.round((to - from + 1) * lengthSaid),
    'accept-ranges': ranges ? 'bytes' : 'none',
    ...(ranges && { etag, 'last-modified': lastModified }),
    ...(part && { 'content-range': `bytes ${from}-${to}/${size}` }),
  };
  return { from, length: to - from + 1, status: part ? 206 : 200, headers };
};

/** Sends a file of the site's media as a good server would, but for what is said. */
export const sendFile = async (asked: Asked, reply: ServerResponse, sending: Sending = {}): Promise<void> => {
  const { instead, lengthSaid = 1, breakAfter = 1, bytesPerSecond } = sending;
  const name = instead ?? basename(asked.url.pathname);
  const path = join(await siteMedia(), name);
  const size = await sizeOf(path);
  if (size === null) return refuse(reply, 404);
  const { from, length, status, headers } = headed(asked, name, size, sending);
  if (length < 1) return refuse(reply, 416, { 'content-range': `bytes */${size}` });
  reply.writeHead(status, headers);
  if (asked.method === 'HEAD') return void reply.end();
  const sent = await readPart(path, from, Math.round(length * Math.min(breakAfter, lengthSaid)));
  if (bytesPerSecond) await pour(sent, reply, bytesPerSecond);
  else await new Promise<void>((done) => void reply.write(sent, () => done()));
  if (breakAfter < 1 || lengthSaid > 1) reply.destroy();
  else reply.end();
};
