import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { hashOfKey, newKey } from '#shared/api-key.ts';
import { newId } from '#shared/ids.ts';
import type { AnswerPorts } from '#worker/answers/ports.ts';
import { workApi } from '#worker/remote/work-api.ts';
import { work } from '#worker/routes/work.ts';
import { aJob } from './builders.ts';
import { call } from './call.ts';
import { anEngine } from './engine.ts';
import { inMemoryCallbacks } from './fakes/callbacks.ts';
import { inMemoryKeys } from './fakes/keys.ts';
import { inMemoryPresence } from './fakes/presence.ts';
import { inMemoryTurns } from './fakes/turns.ts';
import { inMemoryWorkQueues } from './fakes/work-queue.ts';

/** Every job there is runs. */
export const busyJobs: AnswerPorts['jobs'] = {
  get: async (id) => aJob({ id, state: 'running' }),
  apply: async (id) => aJob({ id, state: 'running' }),
};

/** What workers outside are answered by, in memory. */
export const workPorts = (known: Partial<AnswerPorts> = {}) => ({
  ...anEngine(),
  queueOf: inMemoryWorkQueues(),
  callbacks: inMemoryCallbacks(),
  turns: inMemoryTurns(),
  presence: inMemoryPresence(),
  ...known,
});

/** An installation at a real address, as far as a worker outside sees it, and that worker's way to ask. */
export const anInstallation = async (known: Partial<AnswerPorts> = {}) => {
  const keys = inMemoryKeys();
  const key = newKey();
  const about = { id: newId(), owner: 'root', name: 'a box', scopes: ['worker'], createdAt: '' } as const;
  await keys.create(about, hashOfKey(key));
  const ports = workPorts(known);
  const answers = { outages: 0, asked: 0 };
  const server = createServer(async (request, response) => {
    answers.asked += 1;
    const raw = await text(request);
    if (answers.outages > 0) {
      answers.outages -= 1;
      return void response.writeHead(502).end('<html>');
    }
    const { authorization = '', 'content-type': mediaType = '' } = request.headers;
    const sent = { raw, headers: { authorization, 'content-type': mediaType } };
    const { status, headers, body } = await call(work, ports, sent, { keys });
    response.writeHead(status, { 'content-type': headers['content-type'] }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, key, ports, answers },
    api: workApi({ url, key }),
    revoke: () => keys.revoke(about.id, new Date()),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
