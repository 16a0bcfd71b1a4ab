import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { aBench, transcodeFixture } from '../support/media.ts';

test.each(['hls', 'dash'] as const)('a %s ladder is as large as all its files together', async (container) => {
  await using bench = await aBench();
  const { path, artifacts } = await transcodeFixture('landscape.mp4', { container }, bench);
  const entries = await readdir(dirname(path), { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => stat(join(parentPath, name))),
  );
  expect(files.length).toBeGreaterThan(2);
  expect(artifacts[0]).toMatchObject({
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  });
  expect(artifacts[1]).not.toHaveProperty('files');
});
