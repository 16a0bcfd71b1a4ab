import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../infra/local/bootstrap.mjs';
import { type Client, createClient } from '../../infra/local/client.ts';
import { installed } from '../../infra/local/home.ts';
import { readSource } from '../../infra/local/run-file.ts';
import { connectionVariable, openTestStack, type StackConnection } from '../../test/suites/stack.ts';

process.env['PATH'] = `${installed.tools}:${installed.nodeBin}:${process.env['PATH']}`;

/** A fresh home stack for one bench, and a client signed in to it; its limits are raised out of the way. */
export const openBenchStack = async (more: NodeJS.ProcessEnv = {}) => {
  const plenty = { count: 1e9, seconds: 3600 };
  const rates = { address: plenty, user: plenty, reads: plenty };
  const folder = join(root, '.reelmill', 'bench');
  const stack = await openTestStack(folder, { REELMILL_RATES: JSON.stringify(rates), ...more });
  const file = (await stack.environment())[connectionVariable] ?? '';
  const connection = JSON.parse(await readFile(file, 'utf8')) as StackConnection;
  return {
    connection,
    client: createClient(connection.publicUrl, connection.token),
    [Symbol.asyncDispose]: async () => {
      await stack[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

type Bench = { readonly connection: StackConnection; readonly client: Client };

/** One call of the API by the stack's user; fails with what it was refused with. */
export const ask = async <T>({ connection }: Pick<Bench, 'connection'>, path: string, body?: object): Promise<T> => {
  const reply = await fetch(connection.publicUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${connection.token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
};

const secondsOfJob = async (client: Client, id: string): Promise<number> => {
  const { state, error, timings } = await client.follow(id, () => undefined);
  if (state !== 'succeeded' || !timings) throw new Error(`the job ended as ${state}: ${error?.message}`);
  return timings.queuedSeconds + timings.runningSeconds;
};

/**
 * The whole way of a file: sent, worked on although the same was made before, done. Fails when its job does; else the
 * seconds from the job's being accepted to its end, as its record has them.
 */
export const runThrough = async (client: Client, path: string, preset: string): Promise<number> =>
  secondsOfJob(client, await client.submit(await readSource(path), { preset, reuse: false }, () => undefined));

/** The same for what an address shows. */
export const fetchThrough = async (bench: Bench, wish: { readonly url: string }): Promise<number> => {
  const { id } = await ask<{ readonly id: string }>(bench, '/api/v1/download', { ...wish, reuse: false });
  return secondsOfJob(bench.client, id);
};
