import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { fargateSize } from '../../infra/fargate-size.ts';
import { layerContents, layerFolder, unpackedLimitBytes } from '../../infra/layer-content.ts';
import { newestPinned, releaseOf } from '../../infra/yt-dlp-release.ts';
import published from '../../layers/aws.json' with { type: 'json' };

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

describe('yt-dlp', () => {
  const requirements = readFileSync('layers/yt-dlp/requirements.txt', 'utf8');

  it('is of one release at home and in AWS', () => {
    expect(published['yt-dlp'].version).toBe(newestPinned(requirements));
    expect(published['yt-dlp'].release).toBe(releaseOf(published['yt-dlp'].version).release);
  });

  it('comes with nothing that is not pinned by name and hash', () => {
    const packages = requirements.split(/\n(?=\S)/).filter((entry) => !entry.startsWith('#'));
    expect(packages.length).toBeGreaterThan(10);
    for (const entry of packages)
      expect(entry).toMatch(/^[\w.-]+==[^\n]+(\n {4}--hash=sha256:[0-9a-f]{64}(?: \\)?)+\n?$/);
  });

  it('is named as its project names it, whatever the package index makes of the date', () => {
    const pins = 'yt-dlp==2025.12.30 ; python_version < "3.11" \\\nyt-dlp==2026.1.5 \\\nyt-dlp-ejs==9.0.0';
    expect(newestPinned(pins)).toBe('2026.01.05');
    expect(releaseOf('2026.01.05')).toMatchObject({ version: '2026.01.05', sha256: null });
    expect(() => newestPinned('certifi==1')).toThrow('pin no yt-dlp');
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
      'yt-dlp',
    ]);
    const checksums = readFileSync(join(context(), 'checksums'), 'utf8');
    expect(checksums).toBe(
      `${layerContents.ffmpeg.sha256}  bin/ffmpeg\n${layerContents.ffprobe.sha256}  bin/ffprobe\n`,
    );
    const dockerfile = readFileSync(join(context(), 'Dockerfile'), 'utf8');
    const installs = dockerfile.split('\n').filter((line) => line.includes('pip install'));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toContain('--only-binary=:all: --require-hashes');
    for (const file of ['requirements.txt', '__main__.py'])
      expect(readFileSync(join(context(), 'yt-dlp', file), 'utf8')).toBe(
        readFileSync(join('layers/yt-dlp', file), 'utf8'),
      );
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
