import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, inject, test } from 'vitest';
import { root } from '../../infra/local/bootstrap.mjs';
import { commandsIn, documents } from '../support/documents.ts';
import { source } from '../support/sources.ts';
import { openStackSite, youTubeIdOf } from '../support/stack-site.ts';

const commands = documents().flatMap((page) => commandsIn(page).map((command) => [page.path, command] as const));

/** Commands of the documents that other suites run, whole or by their parts, and which. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm start': 'e2e: the shared stack is started by the same code; test/e2e/home-*.test.ts',
  'npm run check': 'check, unit, workflows and infra are its parts',
  'npm test': 'this very run',
  'npm test -- unit media': 'this very run',
  'npm run -s openapi': 'test/unit/infra/openapi.test.ts',
  'npm run estimate': 'test/infra',
  'npm run redrive -- "$QUEUE"': 'test/unit/infra/redrive.test.ts',
  'npm run extractor-check -- sites.txt https://example.org/film': 'test/media/extractor-check.test.ts',
  'npm run deploy -- -c stage=prod -c \'sites={"*":{"perMinute":20},"example.org":{"atOnce":2,"refusals":3}}\'':
    'as npm run deploy below; test/unit/shared/site reads such rules',
  'npm run update-yt-dlp': 'it changes the checkout; test/infra/layers.test.ts holds what it writes',
  'npm run deploy -- --only compute -c stage=prod':
    'test/unit/infra holds how the option is read; an account is needed',
  'npm run deploy': 'test/infra synthesises what it deploys; an account is needed for the rest',
  'npm run deploy -- -c stage=prod': 'as above',
  'npm run destroy -- -c stage=prod': 'as above',
  'npx cdk synth -c target=aws': 'test/infra',
  'npx cdk synth -c \'placements={"downloads.*":"queue:home"}\'': 'test/infra/own-workers.test.ts',
  'npm ci': 'every run begins with it',
  'eval "$(npm run -s env)"': 'below, before every curl',
  'npm run add-user -- --pool "$POOL" ana@example.com --group admin': 'test/e2e/people.test.ts',
  '(umask 077 && cat > reelmill.key)': 'test/unit/cli reads such a file',
  'npx reelmill cookies push --url "$URL" --key-file reelmill.key --browser firefox --site example.com':
    'test/e2e/cookies.test.ts',
  'npx reelmill cookies delete --url "$URL" --key-file reelmill.key "$COOKIES"': 'test/unit/cli/cookies.test.ts',
  'npx reelmill worker --url "$URL" --key-file reelmill.key': 'test/e2e/outside-worker.test.ts',
};

const folder = await mkdtemp(join(tmpdir(), 'documents-'));
const site = await openStackSite();
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** What the documents call the addresses of sites. */
const addresses = {
  ADDRESS: site.url('/watch/rich'),
  LIST: site.url('/playlist/500'),
  CHANNEL: site.url('/channel/25'),
  VIDEO: `https://youtu.be/${youTubeIdOf(site, 'film')}`,
};

/** The id of what was begun by a request. */
const begun = async (path: string, body: object): Promise<string> => {
  const { publicUrl, token } = inject('stack');
  const reply = await fetch(`${publicUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const made = (await reply.json()) as { id?: string; job?: { id: string } };
  return made.id ?? made.job?.id ?? '';
};

/** What the documents call `$ID`: a key of the stack's user; and a download. All else is what `npm run env` says. */
const environment = async () => ({
  ID: await begun('/api/v1/keys', { name: 'of the documents', scopes: ['worker'] }),
  DOWNLOAD: await begun('/api/v1/download', { url: site.url('/plain/clip.mp4') }),
  REELMILL_DATA: inject('stack').data,
  ...addresses,
});

const problem = (text: string): unknown => {
  const reply: unknown = text === '' ? null : JSON.parse(text);
  return reply && typeof reply === 'object' && 'code' in reply ? reply : null;
};

/** What `eval "$(npm run -s env)"` sets in a shell: asked for once, as a reader would. */
const { stdout: settings } = await execa('npm', ['run', '-s', 'env'], {
  ...{ cwd: root, env: { REELMILL_DATA: inject('stack').data } },
});

const here = commands.filter(([, command]) => !(command in elsewhere));

test.each(here.filter(([, command]) => command.startsWith('curl ')))('%s: %s', async (_path, command) => {
  await cp(await source('tiny.mp4'), join(folder, 'film.mp4'));
  const filled = `${settings}\n${command.replace('FILE', join(folder, 'film.mp4'))}`;

  const { stdout } = await execa('bash', ['-c', filled], { cwd: root, env: await environment() });

  expect(problem(stdout)).toBeNull();
});

test.each(here.filter(([, command]) => command.includes('--once')))('%s: %s', async (_path, command) => {
  await cp(await source('tiny.mp4'), join(folder, 'film.mp4'));
  const filled = command.replace('FILE', join(folder, 'film.mp4'));

  const { stdout } = await execa('bash', ['-c', filled], { cwd: root, env: await environment() });

  expect(JSON.parse(stdout)).toMatchObject({ state: 'succeeded', error: null });
});

test('every command in the documents is run by some test', () => {
  const run = here.filter(([, command]) => !command.startsWith('curl ') && !command.includes('--once'));

  expect(run).toEqual([]);
});
