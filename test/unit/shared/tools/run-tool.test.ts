import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { endLeftOvers } from '#shared/tools/left-overs.ts';
import { runTool } from '#shared/tools/run-tool.ts';

const aFolder = () => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'reelmill-tool-')));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

const never = new AbortController().signal;
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const gone = async (pid: number) => {
  for (let waited = 0; isAlive(pid) && waited < 100; waited++) await sleep(20);
  return !isAlive(pid);
};

/** Runs a few lines of shell, whose printed lines come back. */
const shell = async (
  script: string,
  run: { cwd: string; signal?: AbortSignal; graceSeconds?: number; onStdout?: (line: string) => void },
) => {
  const out: string[] = [];
  const onStdout = (line: string) => {
    out.push(line);
    run.onStdout?.(line);
  };
  const end = await runTool('sh', ['-c', script], { signal: never, ...run, onStdout });
  return { end, out };
};

describe('a tool', () => {
  test('sees nothing of our secrets and proxies, and has its scratch folder as home', async () => {
    using folder = aFolder();
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    process.env['http_proxy'] = 'http://proxy.example';
    const { out } = await shell('env', { cwd: folder.path });
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    delete process.env['http_proxy'];
    const names = out.map((line) => line.split('=')[0]);
    expect(names).toContain('PATH');
    expect(names.filter((name) => /AWS|proxy|NODE|npm|VITEST/i.test(name ?? ''))).toEqual([]);
    expect(out).toContain(`HOME=${folder.path}`);
  });

  test('gets its words as words, never as a shell would read them', async () => {
    using folder = aFolder();
    const out: string[] = [];
    const words = ['%s\n', '$(touch x); `id` && "q"'];
    await runTool('printf', words, { cwd: folder.path, signal: never, onStdout: (line) => void out.push(line) });
    expect(out).toEqual(['$(touch x); `id` && "q"']);
  });

  test('tells how it ended, with its last lines: one for eyes without a presigned query, one to judge by', async () => {
    using folder = aFolder();
    const { end } = await shell('echo "http://store/key?X-Amz-Signature=abc: 403" >&2; exit 3', { cwd: folder.path });
    expect(end).toEqual({
      ...{ exitCode: 3, killedBy: null, stopped: false },
      log: ['http://store/key?…: 403'],
      said: ['http://store/key?X-Amz-Signature=abc: 403'],
    });
  });

  test('that floods its log keeps only the end of it', async () => {
    using folder = aFolder();
    const { end } = await shell('seq 1 1000 >&2', { cwd: folder.path });
    expect(end.log).toHaveLength(60);
    expect(end.log.at(-1)).toBe('1000');
  });

  test('that is not there says so', async () => {
    using folder = aFolder();
    const missing = runTool('no-such-tool', [], { cwd: folder.path, signal: never });
    await expect(missing).rejects.toMatchObject({
      code: 'tool.failed',
      message: expect.stringContaining('no-such-tool'),
    });
  });

  test('that was killed by another tells by what', async () => {
    using folder = aFolder();
    const { end } = await shell('kill -KILL $$', { cwd: folder.path });
    expect(end).toMatchObject({ killedBy: 'SIGKILL', stopped: false });
  });

  test('is asked to stop, and has time to', async () => {
    using folder = aFolder();
    const stop = new AbortController();
    const script = 'trap "echo closing; exit 0" INT; echo ready; while :; do sleep 0.05; done';
    const { end, out } = await shell(script, {
      cwd: folder.path,
      signal: stop.signal,
      graceSeconds: 9,
      onStdout: () => stop.abort(),
    });
    expect(out).toEqual(['ready', 'closing']);
    expect(end.stopped).toBe(true);
  });

  test('that does not listen is killed with all that it started', async () => {
    using folder = aFolder();
    const stop = new AbortController();
    const script = 'trap "" INT; sleep 60 & echo $!; wait; sleep 60';
    const { end, out } = await shell(script, {
      cwd: folder.path,
      signal: stop.signal,
      graceSeconds: 0.1,
      onStdout: () => stop.abort(),
    });
    expect(end).toMatchObject({ killedBy: 'SIGKILL', stopped: true });
    expect(await gone(Number(out[0]))).toBe(true);
  });

  test('leaves nothing running behind, and no marker', async () => {
    using folder = aFolder();
    const { out } = await shell('sleep 60 >/dev/null 2>&1 & echo $!', { cwd: folder.path });
    expect(await gone(Number(out[0]))).toBe(true);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('is not started for long when the work is already over', async () => {
    using folder = aFolder();
    const began = performance.now();
    const { end } = await shell('sleep 60', { cwd: folder.path, signal: AbortSignal.abort(), graceSeconds: 1 });
    expect(end.stopped).toBe(true);
    expect(performance.now() - began).toBeLessThan(9000);
  });
});

describe.runIf(process.platform === 'linux')('what a killed worker left at work', () => {
  const orphanIn = async (cwd: string, markedIn: string) => {
    const orphan = spawn('sleep', ['60'], { cwd, detached: true, stdio: 'ignore' });
    await writeFile(join(markedIn, `.tool-${orphan.pid}`), '');
    return orphan.pid ?? 0;
  };

  test('is ended', async () => {
    using folder = aFolder();
    const pid = await orphanIn(folder.path, folder.path);
    expect(endLeftOvers(folder.path)).toBe(1);
    expect(await gone(pid)).toBe(true);
  });

  test('is left alone when its number now belongs to a program elsewhere', async () => {
    using folder = aFolder();
    const pid = await orphanIn(tmpdir(), folder.path);
    expect(endLeftOvers(folder.path)).toBe(0);
    expect(isAlive(pid)).toBe(true);
    process.kill(pid, 'SIGKILL');
  });
});
