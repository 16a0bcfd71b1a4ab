import { resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** Some of what is bundled expects CommonJS: parts of the SDK still ask for `require`. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** How everything that runs is bundled, the SDK included: emulated functions have no SDK, and it starts faster in AWS. */
export const programBundle = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: banner },
} as const satisfies BuildOptions;

/** Functions leave out what only programs elsewhere need; `test/unit/walls/bundles.test.ts` holds their size. */
export const functionBundle = {
  ...programBundle,
  alias: {
    '@aws-sdk/credential-provider-node': resolve(root, 'infra/lean/credentials.ts'),
    '@smithy/core/event-streams': resolve(root, 'infra/lean/event-streams.ts'),
    '@aws-sdk/checksums/sha': resolve(root, 'infra/lean/sha1.ts'),
    '@aws-sdk/endpoint-cache': resolve(root, 'infra/lean/endpoint-cache.ts'),
    'negotiator/lib/charset.js': resolve(root, 'infra/lean/negotiators.ts'),
    'negotiator/lib/language.js': resolve(root, 'infra/lean/negotiators.ts'),
    'negotiator/lib/mediaType.js': resolve(root, 'infra/lean/negotiators.ts'),
    '@aws-sdk/signature-v4-multi-region': resolve(root, 'infra/lean/one-region.ts'),
  },
} as const satisfies BuildOptions;
