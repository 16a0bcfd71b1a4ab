import { EngineError } from '#shared/errors.ts';
import { type InfoJson, infoJson } from './info.ts';

/** What yt-dlp says of one item, as it says it: the fetch is given the same. */
export type FoundItem = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is FoundItem =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The item that was asked for; of a page with several, the only one that was looked at. Null when there is none. */
export const foundItem = (answer: unknown): FoundItem | null => {
  if (!isRecord(answer)) return null;
  const { entries } = answer;
  return Array.isArray(entries) ? foundItem(entries.find(isRecord)) : answer;
};

/** Without what a site took from a person's cookies, which are given to the fetch anew, and kept nowhere else. */
export const withoutCookies = (item: FoundItem): FoundItem =>
  JSON.parse(JSON.stringify(item, (name, value) => (/^cookies?$/i.test(name) ? undefined : value)));

/** Sites sign addresses of media for some hours; what waited for longer than this before it is fetched is asked for anew. */
const freshSeconds = 30 * 60;

export const isFresh = ({ epoch }: FoundItem, now: Date): boolean =>
  typeof epoch === 'number' && now.getTime() / 1000 - epoch < freshSeconds;

/**
 * As it is handed to a fetch. yt-dlp would answer a failure by asking the page anew, and go on with whatever it finds
 * there: without an address it does not. The tags that it would write from that are given by themselves.
 */
export const toFetch = ({ webpage_url: page, ...item }: FoundItem): FoundItem => ({
  ...item,
  ...(typeof page === 'string' && { meta_purl: page, meta_comment: page }),
});

export const infoOf = (item: FoundItem): InfoJson => {
  const read = infoJson.safeParse(item);
  if (read.success) return read.data;
  throw new EngineError('source.changed', 'yt-dlp found something that has no id', { cause: read.error });
};
