import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { fargateSize } from '../../infra/fargate-size.ts';
import { layerContents, layerFolder, unpackedLimitBytes } from '../../infra/layer-content.ts';

describe('layers', () => {
  it('leave room for the function below what Lambda unpacks, even all of them together', () => {
    const code = statSync(
      join(inject('synthesised').aws.outdir, 'bundles', 'functions.worker.lambda', 'index.mjs'),
    ).size;
    const tools = Object.values(layerContents).map(({ bytes }) => bytes);
    expect(tools).toHaveLength(3);
    expect(code + tools.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(unpackedLimitBytes);
  });

  it.each(['ffmpeg', 'ffprobe', 'yt-dlp'] as const)('hold a file of the true size of %s, real or not', (tool) => {
    const { folder } = layerFolder(tool);
    expect(statSync(join(folder, 'bin', tool)).size).toBe(layerContents[tool].bytes);
  });

  it.each(['ffmpeg', 'ffprobe'] as const)('are pinned by checksum: %s', (tool) => {
    expect(layerContents[tool].sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the worker image', () => {
  const context = () => join(inject('synthesised').aws.outdir, 'bundles', 'worker-image');

  it('is built from pins that its build checks', () => {
    expect(globSync('*', { cwd: context() }).sort()).toEqual([
      'Dockerfile',
      'checksums',
      'index.mjs',
      'index.mjs.map',
      'requirements.txt',
    ]);
    const checksums = readFileSync(join(context(), 'checksums'), 'utf8');
    expect(checksums).toBe(
      `${layerContents.ffmpeg.sha256}  bin/ffmpeg\n${layerContents.ffprobe.sha256}  bin/ffprobe\n`,
    );
    const dockerfile = readFileSync(join(context(), 'Dockerfile'), 'utf8');
    expect(dockerfile).toContain('--require-hashes');
    expect(dockerfile).toContain('sha256sum --check checksums');
    expect(dockerfile).toContain('USER node');
  });
});

describe('the size of a task', () => {
  it.each([
    [
      { cpu: 4, memoryMiB: 8192, diskGiB: 40 },
      { cpu: 4096, memoryLimitMiB: 8192, ephemeralStorageGiB: 40 },
    ],
    [
      { cpu: 1, memoryMiB: 512, diskGiB: 1 },
      { cpu: 1024, memoryLimitMiB: 2048, ephemeralStorageGiB: 21 },
    ],
    [
      { cpu: 2, memoryMiB: 20_000, diskGiB: 1 },
      { cpu: 4096, memoryLimitMiB: 20_480, ephemeralStorageGiB: 21 },
    ],
    [
      { cpu: 8, memoryMiB: 17_000, diskGiB: 1 },
      { cpu: 8192, memoryLimitMiB: 20_480, ephemeralStorageGiB: 21 },
    ],
  ])('is the smallest that has room for %o', (needs, size) => {
    expect(fargateSize([needs])).toEqual(size);
  });

  it('has room for each of several needs', () => {
    expect(
      fargateSize([
        { cpu: 4, memoryMiB: 1024, diskGiB: 30 },
        { cpu: 1, memoryMiB: 9000, diskGiB: 10 },
      ]),
    ).toEqual({
      cpu: 4096,
      memoryLimitMiB: 9216,
      ephemeralStorageGiB: 30,
    });
  });

  it('is refused where Fargate has none', () => {
    expect(() => fargateSize([{ cpu: 32, memoryMiB: 1, diskGiB: 1 }])).toThrow('no Fargate task has 32 CPUs and 1 MiB');
  });
});
