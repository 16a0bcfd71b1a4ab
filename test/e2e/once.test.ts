import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { node24, root } from '../../infra/local/bootstrap.mjs';
import { homeAt } from '../../infra/local/home.ts';
import { withEnvironment } from '../../infra/local/processes/identity.ts';
import type { Result } from '../../infra/local/run-file.ts';
import { fixture } from '../fixtures/make.ts';
import { ask } from '../support/client.ts';
import { source } from '../support/sources.ts';
import { openStackSite } from '../support/stack-site.ts';

type Once = {
  readonly exitCode: number | undefined;
  readonly lines: readonly string[];
  /** What a person reads meanwhile. */
  readonly shown: string;
  readonly left: number[];
};

/** What a program leaves behind carries a mark that all it starts inherits. */
const marked = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Once> => {
  const mark = randomUUID();
  const { exitCode, stdout, stderr } = await execa(command, args, {
    ...{ cwd: root, reject: false },
    env: { ...env, REELMILL_TEST_MARK: mark },
  });
  return { exitCode, lines: stdout.split('\n'), shown: stderr, left: withEnvironment('REELMILL_TEST_MARK', mark) };
};

const once = (data: string, ...args: string[]): Promise<Once> =>
  marked('npm', ['start', '--silent', '--', ...args], { REELMILL_DATA: data });

/** The one line of a command that ended as it should have, and took nothing of the machine with it. */
const resultOf = ({ exitCode, lines, left }: Once, wanted: 0 | 1): Result => {
  expect({ exitCode, left, lines: lines.length }, lines.join('\n')).toEqual({ exitCode: wanted, left: [], lines: 1 });
  return JSON.parse(lines[0] ?? '');
};

describe('npm start -- --once', () => {
  let folder: string;
  const at = (...names: string[]) => join(folder, ...names);
  const own = () => at('data');
  const running = () => inject('stack').data;
  const guests = () => readdir(join(homeAt(running()).run, 'guests'));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reelmill-once-'));
    await cp(await source('tiny.mp4'), at('a film.mp4'));
    await cp(await fixture('text.mp4'), at('text.mp4'));
    await writeFile(at('empty.mp4'), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['a file that is not there', ['missing.mp4'], 'source.not-found', 'missing.mp4'],
    ['a folder', ['.'], 'source.not-media', 'not a file'],
    ['a file of zero bytes', ['empty.mp4'], 'source.empty', 'no bytes'],
    ['a flag that there is not', ['a film.mp4', '--twice'], 'request.invalid', '--twice'],
    ['a flag without its value', ['a film.mp4', '--preset'], 'request.invalid', '--preset'],
    ['two files', ['a film.mp4', 'text.mp4'], 'request.invalid', 'one file at a time'],
  ])('refuses %s before anything is started', async (_what, words, code, says) => {
    const args = words.map((word) => (word.startsWith('-') ? word : at(word)));
    const result = resultOf(await once(own(), '--once', ...args), 1);
    expect(result).toEqual({
      ...{ id: null, state: 'failed', artifacts: [] },
      error: { code, message: expect.stringContaining(says) },
      seconds: expect.any(Number),
    });
    expect(existsSync(own())).toBe(false);
  });

  it.each([
    ['first', ['FILE', '--once', '--preset', 'wav']],
    ['in the middle', ['--once', 'FILE', '--preset=wav']],
    ['last', ['--preset', 'wav', '--once', 'FILE']],
    ['after --', ['--preset', 'wav', '--once', '--', 'FILE']],
  ])('knows its file %s among the flags', async (_where, words) => {
    const file = at('of no such name.mp4');
    const result = resultOf(await once(own(), ...words.map((word) => (word === 'FILE' ? file : word))), 1);
    expect(result.error).toEqual({ code: 'source.not-found', message: expect.stringContaining(file) });
  });

  it('tells what the stack that is running refuses, and leaves it running', async () => {
    const refused = await once(running(), '--once', at('a film.mp4'), '--preset', 'h264-9000p');
    const result = resultOf(refused, 1);
    expect(result).toMatchObject({ id: null, state: 'failed', artifacts: [], error: { code: 'request.invalid' } });
    expect(result.error?.message).toContain('h264-1080p');
    expect(await guests()).toEqual([]);
    expect((await ask('GET', '/healthz')).status).toBe(200);
  });

  it('tells of a job that failed by its id and its error', async () => {
    const ended = await once(running(), at('text.mp4'), '--once');
    const result = resultOf(ended, 1);
    expect(ended.shown).toMatch(/✘ job .+\n {4}source\.not-media: .+\n {4}Upload a video or audio file\./);
    expect(ended.shown).not.toMatch(/✔ job/);
    expect(result).toMatchObject({ state: 'failed', artifacts: [], error: { code: 'source.not-media' } });
    expect(result.id).toMatch(/^[\da-f-]{36}$/);
  });

  it('runs the sample when no file is named, however much has been made there before', async () => {
    const result = resultOf(await once(running(), '--once', '--preset', 'wav'), 0);
    expect(result).toMatchObject({ state: 'succeeded', error: null, artifacts: [{ mediaType: 'audio/wav' }] });
  });

  it('copies what was made to this machine, the main file first', async () => {
    const result = resultOf(await once(running(), '--preset', 'h264-480p', at('a film.mp4'), '--once'), 0);
    expect(result).toMatchObject({ state: 'succeeded', error: null });
    expect(result.artifacts[0]).toMatchObject({ mediaType: 'video/mp4' });
    for (const { path, bytes } of result.artifacts) expect((await stat(path)).size).toBe(bytes);
    expect(await guests()).toEqual([]);
  });

  it('fetches an address, and makes of what it shows what is said', async () => {
    await using site = await openStackSite();
    const words = ['--once', site.url('/watch/film-21'), '--then', 'mp3', '--allow-loopback'];
    const result = resultOf(await once(running(), ...words), 0);
    expect(result).toMatchObject({ state: 'succeeded', error: null, artifacts: [{ mediaType: 'audio/mpeg' }] });
    expect((await stat(result.artifacts[0]?.path ?? '')).size).toBe(result.artifacts[0]?.bytes);
  });

  it.each([
    ['', [], 'is not fetched'],
    [', though it is named here, and says where that is said', ['--allow-loopback'], '--allow-loopback=12999'],
  ])('refuses an address of this machine that the stack was not told of%s', async (_how, flags, says) => {
    const result = resultOf(await once(running(), '--once', 'http://127.0.0.1:12999/film', ...flags), 1);
    expect(result).toMatchObject({ id: null, state: 'failed', artifacts: [], error: { code: 'source.forbidden' } });
    expect(result.error?.message).toContain(says);
  });

  it('ends with its line when nothing can be installed', async () => {
    const bare = at('bare');
    for (const path of ['infra/local', 'layers', 'package.json', 'package-lock.json'])
      await cp(join(root, path), join(bare, path), { recursive: true });
    const args = [join(bare, 'infra/local/start.mjs'), at('a film.mp4'), '--once'];
    const result = resultOf(await marked(node24, args, { PATH: at('no programs') }), 1);
    expect(result).toMatchObject({ id: null, state: 'failed', error: { code: 'install.failed' } });
    expect(result.error?.message).not.toContain('\n');
  });
});
