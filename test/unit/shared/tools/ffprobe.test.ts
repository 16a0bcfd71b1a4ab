import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probe } from '#shared/tools/ffprobe.ts';

const { signal } = new AbortController();

/** A folder of its own, and for as long as it is there a program of the name `ffprobe` that runs the script. */
const aProbe = (script: string) => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'reelmill-probe-')));
  const before = process.env['PATH'];
  writeFileSync(join(path, 'ffprobe'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, 'ffprobe'), 0o755);
  process.env['PATH'] = [path, before].join(delimiter);
  const dispose = () => {
    process.env['PATH'] = before;
    rmSync(path, { recursive: true, force: true });
  };
  return { path, [Symbol.dispose]: dispose };
};

describe('a probe', () => {
  test('works in the scratch folder of its run, with that as home and for temporary files, and leaves nothing', async () => {
    using program = aProbe('printf \'{"format":{"in":"%s","home":"%s","temp":"%s"}}\' "$PWD" "$HOME" "$TMPDIR"');
    const cwd = program.path;
    expect(await probe('film.mp4', { signal, cwd })).toEqual({ format: { in: cwd, home: cwd, temp: cwd } });
    expect(readdirSync(cwd)).toEqual(['ffprobe']);
  });

  test('that is not answered with JSON is a fault of the tool', async () => {
    using program = aProbe('echo no');
    const failing = probe('film.mp4', { signal, cwd: program.path });
    await expect(failing).rejects.toMatchObject({ code: 'tool.failed' });
  });
});
