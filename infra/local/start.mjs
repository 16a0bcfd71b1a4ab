// `npm start`: installs what is pinned, Node packages and tools side by side, then hands over to Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureNodeModules, node24, root } from './bootstrap.mjs';
import { ensureTools } from './install/ensure-tools.mjs';

const say = (line) => process.stderr.write(`${line}\n`);

const timed = async (what, work) => {
  const started = Date.now();
  if (await work()) say(`  ✔ ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
};

let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (child ? child.kill(signal) : process.exit(1)));

try {
  await Promise.all([timed('Node packages', ensureNodeModules), timed('emulator, byte store, ffmpeg', ensureTools)]);
} catch (failure) {
  say(`  ✘ the installation did not finish\n${failure.message}`);
  process.exit(1);
}

child = spawn(node24, [join(root, 'infra/local/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
