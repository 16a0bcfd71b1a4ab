import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type Passage, wayTo } from './guard-passage.ts';

export const sayToTunnel = (client: Socket, status: string, more = ''): void => {
  client.end(`HTTP/1.1 ${status}\r\n${more}content-length: 0\r\nconnection: close\r\n\r\n`);
};

/** `host:port`, and nothing else: what could hide a second host or a path is no authority. */
const authority = /^(?:\[[0-9a-f:.]+\]|[^\s:/?#@[\]\\]+):\d{1,5}$/i;

const phrases = { 403: 'Forbidden', 502: 'Bad Gateway', 504: 'Gateway Timeout' };

/** Opens a tunnel to the judged address of a host; what comes out of it is counted. */
export const tunnel = async (
  { url = '' }: IncomingMessage,
  client: Socket,
  head: Buffer,
  passage: Passage,
): Promise<void> => {
  if (!authority.test(url)) return sayToTunnel(client, '400 Bad Request');
  const way = await wayTo(`https://${url}/`, passage);
  if ('why' in way) return sayToTunnel(client, `${way.status} ${phrases[way.status]}`);
  const { socket } = way;
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  socket.write(head);
  try {
    await Promise.all([pipeline(client, socket), pipeline(socket, passage.counted(), client)]);
  } catch {
    client.destroy();
    socket.destroy();
  }
};
