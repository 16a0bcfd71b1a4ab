import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './product.ts';

/** Runs a program with this terminal; resolves when it ended well. */
export const runHere = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> =>
  new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`${command} ended with ${code}`))));
  });

/** The CDK's own command line, with what the caller gave after `--`. */
export const cdk = (...args: readonly string[]): Promise<void> =>
  runHere(process.execPath, [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args]);
