import { describe, expect, it } from 'vitest';
import { chooseEntries } from '#downloads/choose-entries.ts';
import { listJson } from '#downloads/list-info.ts';
import { channelView, type ListEntry, listView } from '#downloads/list-views.ts';
import { entriesToRead, mostRead, pageOf } from '#downloads/page-of-list.ts';
import { entriesOf, viewList } from '#downloads/view-list.ts';

const anEntry = (index: number, more: Partial<ListEntry> = {}): ListEntry => ({
  ...{ index, kind: 'item', id: `film-${index}`, title: `Film ${index}`, url: `https://video.example/${index}` },
  ...{ seconds: index, date: `2026-04-${String(index).padStart(2, '0')}`, views: 100 - index, live: 'no', ...more },
});
const entries = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => anEntry(from + at));
const places = (chosen: readonly ListEntry[]) => chosen.map(({ index }) => index);
const asked = (more: object = {}) => ({ from: 1, count: 10, filter: {}, ...more });

describe('entries are chosen', () => {
  it.each([
    [{ after: '2026-04-03' }, [3, 4, 5]],
    [{ before: '2026-04-02' }, [1, 2]],
    [{ after: '2026-04-02', before: '2026-04-03' }, [2, 3]],
    [{ minSeconds: 4 }, [4, 5]],
    [{ maxSeconds: 1.5 }, [1]],
    [{ minViews: 97, maxViews: 98 }, [2, 3]],
    [{ title: 'FILM 4' }, [4]],
    [{ title: 'Ｆilm ４' }, [4]],
    [{}, [1, 2, 3, 4, 5]],
  ])('by %j', (filter, expected) => {
    expect(places(chooseEntries(entries(1, 5), filter))).toEqual(expected);
  });

  it('never by a fact that the site does not tell', () => {
    const unknown = anEntry(1, { date: null, seconds: null, views: null, title: null });
    for (const filter of [{ after: '1970-01-01' }, { maxSeconds: 9e6 }, { minViews: 0 }, { title: 'a' }])
      expect(chooseEntries([unknown], filter)).toEqual([]);
    expect(chooseEntries([unknown], {})).toEqual([unknown]);
  });

  it.each([
    ['newest', [2, 1, 3]],
    ['oldest', [1, 2, 3]],
    ['longest', [2, 1, 3]],
    ['shortest', [1, 2, 3]],
    ['most-viewed', [1, 2, 3]],
    ['least-viewed', [2, 1, 3]],
    ['title', [1, 2, 3]],
  ] as const)('%s first, what is not known last', (sort, expected) => {
    const unknown = anEntry(3, { date: null, seconds: null, views: null, title: null });
    expect(places(chooseEntries([unknown, anEntry(2, { title: 'Film 10' }), anEntry(1)], { sort }))).toEqual(expected);
  });
});

describe('a page of a list', () => {
  it('is read alone, unless what is on it has to be looked for', () => {
    expect(entriesToRead(asked({ from: 201, count: 50 }))).toEqual({ first: 201, last: 250 });
    expect(entriesToRead(asked({ from: 201, filter: { title: 'a' } }))).toEqual({ first: 201, last: 200 + mostRead });
    expect(entriesToRead(asked({ from: 201, filter: { sort: 'title' } }))).toEqual({ first: 1, last: mostRead });
  });

  it('names where the next begins, until the list is over', () => {
    expect(pageOf(entries(1, 10), asked(), null)).toMatchObject({ next: 11 });
    expect(pageOf(entries(1, 10), asked(), 10)).toMatchObject({ next: null });
    expect(pageOf(entries(11, 14), asked({ from: 11 }), null)).toMatchObject({ next: null });
    expect(pageOf([], asked({ from: 99 }), null)).toEqual({ entries: [], next: null });
  });

  it('goes on behind the last that was shown where more fit, else behind what was looked through', () => {
    const filter = { minSeconds: 3 };
    expect(pageOf(entries(1, mostRead), asked({ count: 4, filter }), null)).toMatchObject({ next: 7 });
    expect(pageOf(entries(1, mostRead), asked({ filter: { title: 'no' } }), null)).toEqual({
      entries: [],
      next: mostRead + 1,
    });
    expect(pageOf(entries(1, mostRead), asked({ filter: { title: 'no' } }), mostRead)).toMatchObject({ next: null });
  });

  it('counts what was found where it is sorted', () => {
    const sorted = (from: number) => pageOf(entries(1, 5), asked({ from, count: 2, filter: { sort: 'newest' } }), null);
    expect([1, 3, 5].map((from) => places(sorted(from).entries))).toEqual([[5, 4], [3, 2], [1]]);
    expect([1, 3, 5].map((from) => sorted(from).next)).toEqual([3, 5, null]);
  });
});

describe('what yt-dlp says of a list', () => {
  const list = (more: object = {}) => listJson.parse({ _type: 'playlist', id: 'list-9', title: 'Travels', ...more });

  it('is shown with the places that its entries have in the whole', () => {
    const answer = list({
      ...{ extractor_key: 'Vimeo', channel: 'Ann travels', channel_follower_count: 7, playlist_count: 300 },
      requested_entries: [101, 102, 103],
      entries: [
        { _type: 'url', ie_key: 'Vimeo', id: 'a', url: 'https://video.example/a', title: 'A', upload_date: '20260401' },
        null,
        { _type: 'url', ie_key: 'VimeoAlbum', id: 'b', url: 'https://video.example/album/b', duration: 'long' },
      ],
    });
    const seen = viewList(answer, { from: 101, count: 3, filter: {} });
    expect(seen).toMatchObject({ site: 'vimeo', count: 300, followers: 7, name: 'Ann travels', read: 2, next: 104 });
    expect(seen.entries).toMatchObject([
      { index: 101, kind: 'item', date: '2026-04-01' },
      { index: 103, kind: 'list', seconds: null },
    ]);
    expect(seen.tabs).toEqual([{ title: null, url: 'https://video.example/album/b' }]);
  });

  it('fits both of its views', () => {
    const seen = viewList(list(), { from: 1, count: 50, filter: {} });
    for (const view of [listView, channelView])
      expect(view.strip().parse(seen)).toMatchObject({ entries: [], read: 0 });
  });

  it('brings no message from one of its readers to another', () => {
    const smuggled = 'https://feeds.example/1.mp3?a=b#__youtubedl_smuggle=%7B%22force_videoid%22%3A+1%7D';
    expect(entriesOf(list({ entries: [{ url: smuggled }] }))).toMatchObject([
      { index: 1, id: null, url: 'https://feeds.example/1.mp3?a=b' },
    ]);
  });

  it('is no list when it is one item', () => {
    expect(listJson.safeParse({ id: 'x', title: 'A film', formats: [] }).success).toBe(false);
  });
});
