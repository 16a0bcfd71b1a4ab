// `npm test [-- SUITE ...]`, `npm run soak`: installs what the tests need, then hands over to Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureNodeModules, node24, root } from '../infra/local/bootstrap.mjs';
import { ensureTools } from '../infra/local/install/ensure-tools.mjs';

await Promise.all([ensureNodeModules(), ensureTools()]);
const child = spawn(node24, [join(root, 'test/suites/run.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
