import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { problems, refuse } from './refuse.ts';

const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** The emulator's fence takes these for a web page; the front door has judged them already. */
const ofBrowsers = /^(origin|sec-|forwarded$|x-forwarded-)/;

export const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export type Target = {
  readonly port: number;
  readonly path: string;
  /** Replaces what the client sent; undefined drops it. */
  readonly headers?: IncomingHttpHeaders;
  /** Refused beyond, as API Gateway does. */
  readonly bodyLimit?: number;
  /** Whether the answer's own CORS headers stand. */
  readonly keepsCors?: boolean;
  /** Goes with the answer, whatever it says itself. */
  readonly answerHeaders?: (answer: IncomingHttpHeaders) => IncomingHttpHeaders;
};

export const forwardedHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name) && !ofBrowsers.test(name)));

const withoutEmpty = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

const answeredHeaders = (headers: IncomingHttpHeaders, keepsCors: boolean): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !hopByHop.includes(name) && (keepsCors || !name.startsWith('access-control-')),
    ),
  );

/** Passes the request on and its answer back, bodies as streams both ways; whichever side breaks off ends the other. */
export const forward = (incoming: IncomingMessage, response: ServerResponse, target: Target): void => {
  const declared = Number(incoming.headers['content-length'] ?? 0);
  const limit = target.bodyLimit ?? Number.POSITIVE_INFINITY;
  if (declared > limit) {
    refuse(response, problems.tooLarge);
    return;
  }
  const headers = withoutEmpty({
    ...forwardedHeaders(incoming.headers),
    'x-forwarded-for': incoming.socket.remoteAddress ?? '127.0.0.1',
    'x-forwarded-proto': 'http',
    ...target.headers,
  });
  const outgoing = request({
    agent,
    host: '127.0.0.1',
    port: target.port,
    method: incoming.method,
    path: target.path,
    headers,
  });
  outgoing.on('response', (answer) => {
    const answered = answeredHeaders(answer.headers, target.keepsCors ?? false);
    response.writeHead(answer.statusCode ?? 502, { ...answered, ...target.answerHeaders?.(answer.headers) });
    // A failure on either side has destroyed both by the time this is called.
    pipeline(answer, response, () => undefined);
  });
  outgoing.on('error', () => refuse(response, problems.away));
  response.on('close', () => outgoing.destroy());
  sendBody(incoming, outgoing, limit, () => refuse(response, problems.tooLarge));
};

const sendBody = (
  incoming: IncomingMessage,
  outgoing: ReturnType<typeof request>,
  limit: number,
  onExcess: () => void,
): void => {
  let sent = 0;
  if (limit < Number.POSITIVE_INFINITY)
    incoming.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      if (sent <= limit) return;
      onExcess();
      outgoing.destroy();
    });
  pipeline(incoming, outgoing, () => undefined);
};
