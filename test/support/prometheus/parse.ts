import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../../infra/local/bootstrap.mjs';
import { held } from '../../../infra/local/install/held.mjs';
import { findPip, findPython } from '../../../infra/local/install/pip.mjs';

/** As the parser has it: a counter is named without its `_total`. */
export type Family = {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly (readonly [name: string, labels: Record<string, string>, value: number])[];
};

const here = join(root, 'test/support/prometheus');
const packages = join(root, '.reelmill', 'prometheus-0.26.0');

const install = async (): Promise<void> => {
  if (existsSync(packages)) return;
  const { pip } = JSON.parse(await readFile(join(root, 'layers/versions.json'), 'utf8'));
  const run = await findPip(pip, join(root, '.reelmill', 'pip'));
  await held(`${packages}.lock`, async () => {
    if (existsSync(packages)) return;
    await run(['install', '--no-deps', '--target', packages, '-r', join(here, 'requirements.txt')]);
  });
};

/** Reads a scrape as Prometheus' own parser does; what it would refuse is thrown. */
export const parseScrape = async (scrape: string): Promise<Family[]> => {
  await install();
  const { name } = await findPython();
  const parser = spawn(name, [join(here, 'parse.py')], { env: { PYTHONPATH: packages, PATH: process.env['PATH'] } });
  parser.stdin.end(scrape);
  const [out, complaint] = await Promise.all([text(parser.stdout), text(parser.stderr)]);
  if (complaint) throw new Error(complaint);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};

/** The value of one sample; undefined when the scrape has none such. */
export const sampleOf = (families: readonly Family[], name: string, labels: Record<string, string> = {}) =>
  families
    .flatMap(({ samples }) => samples)
    .find(([own, has]) => own === name && Object.entries(labels).every(([label, value]) => has[label] === value))?.[2];
