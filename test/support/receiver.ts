import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { inject } from 'vitest';
import { until } from './wait.ts';

export type Received = { readonly path: string; readonly headers: Record<string, string>; readonly body: string };

/** What each path answers, in turn; then 204. */
type Answers = Readonly<Record<string, readonly number[]>>;

/** Somebody's program that takes webhooks, on a port of this machine that the stack may reach. */
export const aReceiver = async (answers: Answers = {}) => {
  const port = inject('stack').sitePorts[1];
  const received: Received[] = [];
  const at = (path: string) => received.filter((message) => message.path === path);
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const status = answers[path]?.[at(path).length] ?? 204;
    received.push({ path, headers: request.headers as Record<string, string>, body: await text(request) });
    response.writeHead(status).end();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    at,
    /** The messages at a path once there are so many. */
    waitFor: (path: string, count: number) =>
      until(
        () => at(path),
        (messages) => messages.length >= count,
        { seconds: 60 },
      ),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** What a message says, if the secret signed it; throws otherwise. */
export const verified = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers) as { type: string; data: { job: { id: string; state: string } } };
