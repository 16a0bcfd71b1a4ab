import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchLayers } from './fetch-layers.ts';
import { operationsAt, placements } from './placements.ts';
import { readProduct, root } from './product.ts';
import { cdk, runHere } from './run-cdk.ts';
import { buildSite } from './site/build.ts';
import { siteFolders } from './site-content.ts';
import { takeOption } from './take-option.ts';

/**
 * `npm run deploy -- -c stage=prod …`: everything that synth stands in for is made real first, then the CDK deploys all
 * stacks, or with `--only compute` that one. A container engine is needed for the worker image, and credentials of the
 * account.
 */
const [only, given] = takeOption('--only', process.argv.slice(2));
const { operations } = await readProduct();
const tools = new Set(operationsAt('lambda', operations, placements.aws).flatMap(({ needs }) => needs.tools));

await fetchLayers([...tools]);
await buildSite(siteFolders.documents);
await runHere(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'console']);
if (!existsSync(join(siteFolders.console, 'index.html'))) throw new Error('the console was not built');
const stacks = only === undefined ? ['--all'] : ['--exclusively', only];
await cdk('deploy', ...stacks, '--context=target=aws', '--context=complete=true', ...given);
