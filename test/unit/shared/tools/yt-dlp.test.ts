import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { jsRuntime, ytDlp, ytDlpVersion } from '#shared/tools/yt-dlp.ts';

const signal = new AbortController().signal;

/** A program of that name which comes first on the PATH, and a scratch folder. */
const aYtDlp = (script: string) => {
  const path = mkdtempSync(join(tmpdir(), 'yt-dlp-'));
  const program = join(path, 'yt-dlp');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', [path, process.env['PATH']].join(delimiter));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

const told = async (args: readonly string[], cwd: string, environment?: Readonly<Record<string, string>>) => {
  const out: string[] = [];
  const onStdout = (line: string) => void out.push(line);
  const end = await ytDlp(args, { cwd, signal, onStdout, ...(environment && { environment }) });
  return { end, out };
};

afterEach(() => void vi.unstubAllEnvs());

describe('yt-dlp', () => {
  const tellAll = `printf '%s\\n' "$@"; echo "no plugins: $YTDLP_NO_PLUGINS"; echo "more: $MORE"`;

  test('gets the words it is given, what it needs in its environment, and no plugins', async () => {
    using fake = aYtDlp(tellAll);
    const { out } = await told(['-J', '--no-plugin-dirs', '--', 'http://h/?a b'], fake.path, { MORE: 'of it' });
    expect(out).toEqual(['-J', '--no-plugin-dirs', '--', 'http://h/?a b', 'no plugins: 1', 'more: of it']);
  });

  test('knows the sites of the tests where they are given, at home', async () => {
    using fake = aYtDlp(tellAll);
    vi.stubEnv('REELMILL_HOME', 'true');
    vi.stubEnv('REELMILL_TEST_EXTRACTORS', '/sites');
    const { out } = await told(['--no-plugin-dirs', '-J', '--', 'http://h/'], fake.path);
    expect(out.slice(0, -1)).toEqual([
      '--no-plugin-dirs',
      '--plugin-dirs=/sites',
      '-J',
      '--',
      'http://h/',
      'no plugins: ',
    ]);
  });

  test('is not run with sites of tests anywhere else', async () => {
    using fake = aYtDlp(tellAll);
    vi.stubEnv('REELMILL_TEST_EXTRACTORS', '/sites');
    await expect((async () => told(['-J'], fake.path))()).rejects.toThrow('tests at home');
  });

  test('tells its log without cookies and passwords, and no line of it without end', async () => {
    using fake = aYtDlp(`
      echo "[debug] Proxy map: http://guard:s3cret@127.0.0.1:1" >&2
      echo "Cookie: session=abc" >&2
      head -c 1000000 /dev/zero | tr '\\0' x >&2`);
    const { end } = await told([], fake.path);
    expect(end.log.slice(0, 2)).toEqual(['[debug] Proxy map: http://…@127.0.0.1:1', 'Cookie: …']);
    expect(end.log[2]).toHaveLength(4000);
  });

  test('has time to put down where it is when it is stopped', async () => {
    using fake = aYtDlp(`trap 'sleep 2.5; echo closed; exit 1' INT; echo ready; while :; do sleep 0.05; done`);
    const stop = new AbortController();
    const out: string[] = [];
    const onStdout = (line: string) => {
      out.push(line);
      stop.abort();
    };
    const end = await ytDlp([], { cwd: fake.path, signal: stop.signal, onStdout });
    expect(out).toEqual(['ready', 'closed']);
    expect(end).toMatchObject({ stopped: true, exitCode: 1, killedBy: null });
  });
});

test('the JavaScript runtime is the Node that runs this', () => expect(jsRuntime()).toBe(process.execPath));

describe('the version', () => {
  test('is asked again after a failure, then known without a further start', async () => {
    using _fails = aYtDlp('echo "Traceback" >&2; exit 1');
    await expect(ytDlpVersion()).rejects.toMatchObject({ code: 'tool.failed' });
    using works = aYtDlp(`echo started >> "$(dirname "$0")/starts"; echo 2026.01.05`);
    expect(await Promise.all([ytDlpVersion(), ytDlpVersion()])).toEqual(['2026.01.05', '2026.01.05']);
    expect(await ytDlpVersion()).toBe('2026.01.05');
    expect(await readFile(join(works.path, 'starts'), 'utf8')).toBe('started\n');
  });
});
