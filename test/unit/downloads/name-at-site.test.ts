import { expect, it } from 'vitest';
import { infoJson } from '#downloads/info.ts';
import { nameAtSite } from '#downloads/name-at-site.ts';

const url = 'https://video.example/watch';
const known = infoJson.parse({ id: 'clip', extractor_key: 'Vimeo' });
const unknown = infoJson.parse({ id: 'clip', extractor_key: 'Generic' });

it('an item is known by what its site calls it, and by its address where no site is known', () => {
  expect(nameAtSite(known, { url })).toEqual({ site: 'vimeo', item: 'clip' });
  expect(nameAtSite(unknown, { url })).toEqual({ site: 'generic', item: url });
  expect(nameAtSite(unknown, { url, place: { item: 2 } })).toEqual({ site: 'generic', item: `${url}#2` });
});
