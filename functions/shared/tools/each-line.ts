import { once } from 'node:events';
import type { Readable } from 'node:stream';

const lineEnd = /\r\n|\n|\r/;

/**
 * Hands over a stream's lines until it closes. Of a line longer than `most` characters only the beginning is kept: what
 * a tool prints was often written by a stranger.
 */
export const eachLine = async (stream: Readable, most: number, take: (line: string) => void): Promise<void> => {
  let line = '';
  let endedByReturn = false;
  const grow = (part: string) => {
    if (line.length < most) line += part.slice(0, most - line.length);
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const fresh = endedByReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
    endedByReturn = chunk.endsWith('\r');
    const [first = '', ...others] = fresh.split(lineEnd);
    grow(first);
    for (const next of others) {
      take(line);
      line = '';
      grow(next);
    }
  });
  await once(stream, 'close');
  if (line !== '') take(line);
};
