import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { node24, root } from '../../infra/local/bootstrap.mjs';
import { admin } from './client.ts';
import { until } from './wait.ts';

export type WorkerKey = { readonly id: string; readonly key: string };

export const aWorkerKey = async (): Promise<WorkerKey> => {
  const { status, body } = await admin()('POST', '/api/v1/keys', { body: { name: 'a box', scopes: ['worker'] } });
  if (status !== 201) throw new Error(`the key was not made: ${status}`);
  return body;
};

const endGroup = ({ pid = 0 }: ChildProcess): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
};

/** A machine outside, as its owner would start it: it has an address, a key, and nothing else of the installation. */
export const aMachine = async (key: string) => {
  const scratch = mkdtempSync(join(tmpdir(), 'reelmill-outside-'));
  const url = inject('stack').publicUrl;
  const args = [join(root, 'cli/reelmill.mjs'), 'worker', '--url', url, '--scratch', scratch, '--slots', '2'];
  const { PATH, HOME } = process.env;
  const child = spawn(node24, args, { env: { PATH, HOME, REELMILL_KEY: key }, detached: true });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const text = () => said.join('');
  await until(text, (so) => so.includes('ready for work'), { everyMs: 50 });
  return {
    ...{ scratch, ended, text },
    stop: () => child.kill('SIGTERM'),
    kill: () => endGroup(child),
    [Symbol.dispose]: () => {
      endGroup(child);
      rmSync(scratch, { recursive: true, force: true });
    },
  };
};
