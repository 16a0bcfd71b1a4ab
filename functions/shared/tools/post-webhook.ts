import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { type GuardRules, portOf, refusalOf } from '#shared/guard/judge-url.ts';
import type { Post, Posted } from '#shared/ports/webhooks.ts';
import { type ReachOptions, reacher } from './guard-reach.ts';

/** From the look-up to the end of what is read of the answer. */
const patienceMs = 10_000;
/** What is kept of an answer; the rest is not read. */
const keptBytes = 2_048;

export type PostOptions = Pick<ReachOptions, 'resolve'> & {
  readonly rules: GuardRules;
  /** @default 10,000 */
  readonly patienceMs?: number;
  /** Certificates to trust besides, in tests. */
  readonly ca?: string;
};

const overTls = (socket: Socket, { hostname }: URL, ca: string | undefined) =>
  secure({ socket, ALPNProtocols: ['http/1.1'], ...(!isIP(hostname) && { servername: hostname }), ...(ca && { ca }) });

/** That the rest breaks off or takes too long changes nothing: the status was the answer. */
const beginningOf = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes >= keptBytes) break;
    }
  } catch {}
  return Buffer.concat(chunks).subarray(0, keptBytes).toString();
};

const failureOf = (error: unknown, { aborted }: AbortSignal): Posted => {
  const { code, message } = error as NodeJS.ErrnoException;
  return { failed: aborted ? 'no answer in time' : (code ?? message) };
};

/**
 * Posts one message to a receiver: its address is judged by its text, each time anew, and by what its name leads to, and
 * the connection goes to what was judged. Redirects are answers. Nothing is thrown.
 */
export const postThroughGuard =
  ({ rules, resolve, ca, patienceMs: patience = patienceMs }: PostOptions): Post =>
  async (url, { headers, body }) => {
    const why = refusalOf(url.href, rules);
    if (why !== null) return { refused: why };
    const signal = AbortSignal.timeout(patience);
    const reach = reacher({
      ...(resolve && { resolve }),
      ...(rules.allowLoopback && { allowLoopback: rules.allowLoopback }),
    });
    const reached = await reach({ host: url.hostname, port: portOf(url), signal });
    if ('refused' in reached) return reached;
    if ('failed' in reached) return { failed: reached.failed };
    const { socket } = reached;
    const connection = url.protocol === 'https:' ? overTls(socket, url, ca) : socket;
    const asking = request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, connection: 'close', ...headers, 'content-length': Buffer.byteLength(body) },
      createConnection: () => connection,
      maxHeaderSize: 16 * 1024,
    });
    try {
      signal.addEventListener('abort', () => asking.destroy());
      asking.on('error', () => {}).end(body);
      const [answer] = (await once(asking, 'response', { signal })) as [IncomingMessage];
      return { status: answer.statusCode ?? 0, response: await beginningOf(answer) };
    } catch (error) {
      return failureOf(error, signal);
    } finally {
      asking.destroy();
      connection.destroy();
      socket.destroy();
    }
  };
