import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimScratch } from '#worker/scratch.ts';

const aRoot = () => {
  const path = mkdtempSync(join(tmpdir(), 'reelmill-scratch-'));
  const leave = (name: string) => {
    mkdirSync(join(path, name, 'run'), { recursive: true });
    writeFileSync(join(path, name, 'run', 'half a film'), '');
  };
  return { path, leave, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

const aDeadPid = (): string => String(spawnSync(process.execPath, ['-e', '']).pid);

describe('the scratch folder of a worker', () => {
  it('is made, empty, and goes with the worker', async () => {
    using root = aRoot();
    const scratch = await claimScratch(join(root.path, 'deep', 'down'));
    expect(readdirSync(scratch.path)).toEqual([]);
    await scratch[Symbol.asyncDispose]();
    expect(existsSync(scratch.path)).toBe(false);
  });

  it('is cleared of what dead workers left, also under our own number', async () => {
    using root = aRoot();
    root.leave(aDeadPid());
    root.leave(String(process.pid));
    await using scratch = await claimScratch(root.path);
    expect(readdirSync(root.path)).toEqual([String(process.pid)]);
    expect(readdirSync(scratch.path)).toEqual([]);
  });

  it('leaves alone what living workers use and what is none of ours', async () => {
    using root = aRoot();
    const others = [String(process.ppid), 'notes'];
    for (const name of others) root.leave(name);
    await using _scratch = await claimScratch(root.path);
    expect(readdirSync(root.path).sort()).toEqual([...others, String(process.pid)].sort());
  });
});
