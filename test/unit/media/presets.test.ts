import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presetFacts } from '#media/describe-preset.ts';
import { presetNames, presets } from '#media/presets.ts';
import { targetOf } from '#media/target.ts';

const docs = join(import.meta.dirname, '..', '..', '..', 'docs');
const pageOf = (name: string) => join(docs, 'presets', `${name}.md`);
const tableOf = (page: string) => page.split('\n').filter((line) => line.startsWith('|'));
const wanted = (name: (typeof presetNames)[number]) => [
  '| fact | value |',
  '|---|---|',
  ...Object.entries(presetFacts(name)).map(([fact, value]) => `| ${fact} | ${value} |`),
];

describe.each(presetNames)('%s', (name) => {
  test('is a rendition that can be made', () => {
    expect(targetOf({ preset: name })).toMatchObject({ name, container: presets[name].rendition.container });
  });

  test('has a page, whose table says what the preset does', () => {
    const page = existsSync(pageOf(name)) ? readFileSync(pageOf(name), 'utf8') : '';
    expect(tableOf(page), `docs/presets/${name}.md must hold this table:\n\n${wanted(name).join('\n')}\n`).toEqual(
      wanted(name),
    );
    expect(page).toMatch(new RegExp(`^# ${name}\n`));
  });

  test('is in the list of presets', () => {
    const link = `[${name}](presets/${name}.md)`;
    const isListed = readFileSync(join(docs, 'presets.md'), 'utf8').includes(link);
    expect(isListed, `docs/presets.md must hold a row with ${link}`).toBe(true);
  });
});

test('no page is left of a preset that is gone', () => {
  const pages = presetNames.map((name) => `${name}.md`);
  expect(readdirSync(join(docs, 'presets')).filter((page) => !pages.includes(page))).toEqual([]);
});
