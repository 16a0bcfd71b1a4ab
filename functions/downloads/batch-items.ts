import { asEngineError } from '#shared/errors.ts';
import { type GuardRules, judgeUrl } from '#shared/guard/judge-url.ts';
import type { BatchItem } from '#shared/ports/batches.ts';
import type { Place } from './schema.ts';

/** An address with what is known of it beforehand. */
export type Address = Omit<BatchItem, 'index' | 'refused'>;

/** What of a text may stand in a record: a stranger wrote it. */
const longestTitle = 300;

/** The items of a batch: each address as the guard takes it, or refused. */
export const itemsOf = (addresses: readonly Address[], rules: GuardRules): BatchItem[] =>
  addresses.map(({ url, title, ...more }, at) => {
    const item = { ...more, index: at + 1, ...(title !== undefined && { title: title.slice(0, longestTitle) }) };
    try {
      return { ...item, url: judgeUrl(url, rules).href };
    } catch (thrown) {
      const { code, message } = asEngineError(thrown);
      return { ...item, url, refused: { code, message } };
    }
  });

/** Where an item stands among the others, for the names of its files. */
export const placeOf = ({ index, item, playlist, playlistIndex }: BatchItem): Place => ({
  index,
  ...(item !== undefined && { item }),
  ...(playlist !== undefined && { playlist }),
  ...(playlistIndex !== undefined && { playlistIndex }),
});
