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

/** `--once` ends with its one line of JSON, however early; see `Result` in run-file.ts. */
const giveUp = (code, message) => {
  const seconds = performance.now() / 1000;
  const result = { id: null, state: 'failed', artifacts: [], error: { code, message }, seconds };
  if (process.argv.includes('--once')) process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(1);
};

let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (child ? child.kill(signal) : giveUp('interrupted', 'stopped before all was installed')));

try {
  await Promise.all([
    timed('Node packages', ensureNodeModules),
    timed('emulator, byte store, ffmpeg, yt-dlp', ensureTools),
  ]);
} catch (failure) {
  say(`  ✘ the installation did not finish\n${failure.message}`);
  giveUp('install.failed', failure.message.split('\n', 1)[0]);
}

child = spawn(node24, [join(root, 'infra/local/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
