import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../infra/local/bootstrap.mjs';
import { anchorsIn, documents, linksIn } from '../../support/documents.ts';

const pages = documents();

test('the README can be read in one go', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');

  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
});

test.each(pages.map((page) => [page.path, page] as const))('every link in %s leads somewhere', (path, page) => {
  const broken = linksIn(page).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : normalize(join(dirname(path), file));
    if (!existsSync(join(root, target))) return true;
    const other = pages.find((one) => one.path === target);
    return anchor !== undefined && other !== undefined && !anchorsIn(other).includes(anchor);
  });

  expect(broken).toEqual([]);
});
