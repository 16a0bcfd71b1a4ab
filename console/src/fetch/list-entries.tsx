import type { ListEntry, SourceList } from '../api/source-types.ts';
import { plural, sayClock, sayDay } from '../format/format.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { placeOf } from './bring.ts';
import styles from './list-entries.module.css';
import { isPicked, withPick } from './picks.ts';

type Props = {
  readonly list: SourceList;
  readonly from: number;
  /** Where the next page begins; null goes back to the page before. */
  readonly onFrom: (from: number | null) => void;
  readonly isTurning: boolean;
  readonly picks: string;
  /** Null where there is nothing to pick. */
  readonly onPicks: ((picks: string) => void) | null;
};

const liveWords = { no: false, upcoming: 'announced', live: 'live now', ended: 'was live' } as const;

const factsOf = ({ seconds, date, views, live }: ListEntry): string[] =>
  [
    seconds !== null && sayClock(seconds),
    date !== null && sayDay(date),
    views !== null && plural(views, 'view'),
    liveWords[live],
  ].filter((fact) => fact !== false);

type EntryProps = Pick<Props, 'picks' | 'onPicks'> & { readonly entry: ListEntry; readonly count: number | null };

const Words = ({ entry }: { readonly entry: ListEntry }) => (
  <>
    <span className={styles.title}>{entry.title ?? entry.url}</span>
    <span className={styles.facts}>
      {factsOf(entry).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  </>
);

const Entry = ({ entry, count, picks, onPicks }: EntryProps) => {
  const { index, kind, title, url } = entry;
  return (
    <li className={styles.entry}>
      {onPicks && kind === 'item' ? (
        <label className={styles.words}>
          <input
            type="checkbox"
            checked={isPicked(picks, index, count)}
            onChange={({ target }) => onPicks(withPick(picks, index, target.checked, count))}
          />
          <span className={styles.place}>{index}</span>
          <Words entry={entry} />
        </label>
      ) : (
        <div className={styles.words} data-plain>
          <span className={styles.place}>{index}</span>
          <Words entry={entry} />
        </div>
      )}
      <ButtonLink small tone="quiet" bare icon="forward" href={placeOf(url)} title="Look at this one">
        {`Look at ${title ?? url}`}
      </ButtonLink>
    </li>
  );
};

const sayRange = ({ entries, count }: SourceList): string => {
  const first = entries[0]?.index;
  const last = entries.at(-1)?.index;
  if (first === undefined || last === undefined) return '';
  return `${first === last ? first : `${first} to ${last}`}${count === null ? '' : ` of ${plural(count, 'item')}`}`;
};

const Nothing = ({ list: { next, read }, onFrom }: Pick<Props, 'list' | 'onFrom'>) => (
  <Notice
    icon="jobs"
    title="Nothing here passes"
    actions={next !== null && <Button onClick={() => onFrom(next)}>Look further</Button>}
  >
    {plural(read, 'item was', 'items were')} looked through. What a list does not say of an item, no filter finds.
  </Notice>
);

/** A page of the list. */
export const ListEntries = (props: Props) => {
  const { list, from, onFrom, isTurning, picks, onPicks } = props;
  const { entries, next, count } = list;
  return (
    <section className={styles.page} aria-label="Items" aria-busy={isTurning}>
      {entries.length === 0 ? (
        <Nothing list={list} onFrom={onFrom} />
      ) : (
        <ul className={styles.list}>
          {entries.map((entry) => (
            <Entry key={entry.index} {...{ entry, count, picks, onPicks }} />
          ))}
        </ul>
      )}
      {(next !== null || from > 1) && (
        <nav className={styles.paging} aria-label="Pages">
          {from > 1 && (
            <Button icon="back" onClick={() => onFrom(null)} disabled={isTurning}>
              Back
            </Button>
          )}
          <span role="status">{isTurning ? 'Asking the site' : sayRange(list)}</span>
          {next !== null && entries.length > 0 && (
            <Button data-way="on" onClick={() => onFrom(next)} disabled={isTurning}>
              Further
            </Button>
          )}
        </nav>
      )}
    </section>
  );
};
