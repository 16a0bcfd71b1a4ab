import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../infra/local/bootstrap.mjs';

export type Document = { readonly path: string; readonly text: string };

export const documents = (): Document[] =>
  ['README.md', ...globSync('docs/**/*.md', { cwd: root })].sort().map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }));

/** The commands of every `sh` block; a line that ends in a backslash goes on in the next. */
export const commandsIn = ({ text }: Document): string[] =>
  [...text.matchAll(/^```sh\n(.*?)^```/gms)]
    .flatMap(([, block = '']) => block.replace(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Where links lead, relative to the page, without those to other sites. */
export const linksIn = ({ text }: Document): string[] =>
  [...text.replace(/^```.*?^```/gms, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));

/** As the usual renderers make them of headings. */
export const anchorsIn = ({ text }: Document): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
