import { describe, expect, it } from 'vitest';
import { itemsOf, placeOf } from '#downloads/batch-items.ts';
import { addressOf, chooseItems, spanOf } from '#downloads/choose-items.ts';
import type { ListEntry } from '#downloads/list-views.ts';

const list = { url: 'https://video.example/list/7', limit: 5000 };
const entry = (index: number, more: Partial<ListEntry> = {}): ListEntry => ({
  ...{ index, kind: 'item', id: `${index}`, title: `Film ${index}`, url: `https://video.example/${index}` },
  ...{ seconds: index, date: null, views: null, live: 'no', ...more },
});
const entries = (count: number) => Array.from({ length: count }, (_, at) => entry(at + 1));

describe('of a list', () => {
  it.each([
    [{}, 5000],
    [{ limit: 20 }, 20],
    [{ items: '1-5,8' }, 8],
    [{ items: '1-5,8', limit: 2 }, 8],
    [{ items: '-3:' }, 5000],
    [{ items: '3:', limit: 2 }, 5000],
    [{ limit: 20, filter: { title: 'a' } }, 5000],
    [{ limit: 20, filter: {} }, 20],
    [{ items: '1-9000' }, 5000],
  ])('%j reads no more than has to be known: the first %i', (chosen, last) =>
    expect(spanOf({ ...list, ...chosen })).toEqual({ first: 1, last }),
  );

  it('those are chosen that are picked, then those that fit, then as many as may be', () => {
    const chosen = { ...list, items: '2-5,-1', filter: { minSeconds: 3, sort: 'longest' as const }, limit: 3 };
    expect(chooseItems(entries(9), chosen).map(({ index }) => index)).toEqual([9, 5, 4]);
  });

  it('picks from an end that was not read are refused', () => {
    expect(() => chooseItems(entries(5000), { ...list, items: '-3:' })).toThrow('more than 5000 items');
    expect(chooseItems(entries(5000), { ...list, items: '4999:' })).toHaveLength(2);
  });

  it('an item without a page of its own is known by its place on that of the list', () => {
    const page = { url: list.url, title: 'A list' };
    expect(addressOf(entry(2, { url: list.url }), page)).toMatchObject({ url: list.url, item: 2, playlistIndex: 2 });
    expect(addressOf(entry(2), { ...page, title: null })).toEqual({
      ...{ url: 'https://video.example/2', title: 'Film 2', playlistIndex: 2 },
    });
  });
});

describe('the addresses of a batch', () => {
  it('are as the guard takes them, and those that it refuses say why', () => {
    const [good, bad, none] = itemsOf(
      ['https://VIDEO.example/a b'.replace(' ', '%20'), 'http://127.0.0.1/', 'not an address'].map((url) => ({ url })),
      {},
    );
    expect(good).toEqual({ index: 1, url: 'https://video.example/a%20b' });
    expect(bad).toMatchObject({ index: 2, refused: { code: 'source.forbidden', message: /loopback/ } });
    expect(none).toMatchObject({ index: 3, url: 'not an address', refused: { code: 'source.forbidden' } });
  });

  it('tell the names of their files where they stand', () => {
    const item = { index: 4, url: 'https://video.example/x', item: 2, playlist: 'A list', playlistIndex: 9 };
    expect(placeOf(item)).toEqual({ index: 4, item: 2, playlist: 'A list', playlistIndex: 9 });
    expect(placeOf({ index: 1, url: item.url })).toEqual({ index: 1 });
  });
});
