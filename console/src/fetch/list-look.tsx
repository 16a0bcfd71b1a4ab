import { useEffect, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { useList, useListDownload } from '../api/source-queries.ts';
import type { EntryFilter, SourceList } from '../api/source-types.ts';
import { plural } from '../format/format.ts';
import { hostOf } from '../jobs/site-of.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { navigate } from '../routing/router.ts';
import styles from './item-look.module.css';
import type { LookProps } from './item-look.tsx';
import { ListEntries } from './list-entries.tsx';
import { ListFilter } from './list-filter.tsx';
import { LookRefused } from './look-refused.tsx';
import { Looking } from './looking.tsx';
import { PickField } from './pick-field.tsx';
import { allOfThem, faultOfPicks, itemsOf } from './picks.ts';
import { countOf, isFiltered, sayStart } from './say-start.ts';
import { StartPanel } from './start-panel.tsx';
import { WishForm } from './wish-form.tsx';
import type { Known } from './wish-props.ts';
import { requestOf } from './wishes.ts';

const About = ({ list, onOther }: { readonly list: SourceList; readonly onOther: () => void }) => {
  const { title, channel, uploader, url, count } = list;
  const facts = [channel ?? uploader, count !== null && plural(count, 'item'), hostOf(url)].filter(Boolean);
  return (
    <header className={styles.words}>
      <h2>{title ?? 'A list without a name'}</h2>
      <p className={styles.facts}>
        {facts.map((fact) => (
          <span key={String(fact)}>{fact}</span>
        ))}
      </p>
      <Button small tone="quiet" icon="video" onClick={onOther}>
        Look at it as one video
      </Button>
    </header>
  );
};

type WholeProps = LookProps & {
  readonly list: SourceList;
  readonly filter: EntryFilter;
  readonly onFilter: (filter: EntryFilter) => void;
  readonly from: number;
  readonly onFrom: (from: number | null) => void;
  readonly isTurning: boolean;
};

/** Tabs are read through when they are fetched, and their items counted anew: there is no picking among them. */
const hasTabs = ({ entries }: SourceList): boolean => entries.some(({ kind }) => kind === 'list');

const Whole = ({ list, filter, onFilter, from, onFrom, isTurning, ...props }: WholeProps) => {
  const { address, wishes, onChange, onOther } = props;
  const [picks, setPicks] = useState(allOfThem);
  const [limit, setLimit] = useState('');
  const download = useListDownload();
  const choice = { picks, filter, limit };
  const tabs = hasTabs(list);
  const fault = faultOfPicks(picks);
  const items = itemsOf(picks);
  const known: Known = { url: address.url };
  const isNone = list.entries.length === 0 && list.next === null && from === 1;
  const start = () =>
    download.mutate(
      {
        url: address.url,
        ...(items !== undefined && { items }),
        ...(Object.keys(filter).length > 0 && { filter }),
        ...(limit && { limit: Number(limit) }),
        ...requestOf(wishes, known),
      },
      { onSuccess: ({ job }) => navigate(`/jobs/${job.id}`) },
    );
  return (
    <div className={styles.columns} data-stays>
      <div className={styles.left}>
        <div className={styles.about}>
          <About list={list} onOther={onOther} />
        </div>
        <ListFilter
          filter={filter}
          onFilter={(next) => {
            setPicks(allOfThem);
            onFilter(next);
          }}
        />
        {!tabs && <PickField picks={picks} onPicks={setPicks} count={list.count} isFiltered={isFiltered(filter)} />}
        <ListEntries {...{ list, from, onFrom, isTurning, picks }} onPicks={tabs ? null : setPicks} />
      </div>
      <div className={styles.right} data-stays>
        <StartPanel
          stays
          label={sayStart(choice, list.count)}
          disabled={fault !== null || picks === '' || isNone || countOf(choice, list.count) === 0}
          busy={download.isPending}
          error={download.error}
          onStart={start}
        >
          <WishForm wishes={wishes} onChange={onChange} known={known} limit={{ value: limit, onChange: setLimit }} />
        </StartPanel>
      </div>
    </div>
  );
};

/** A playlist, a channel or a feed: what is in it, and which of it is wanted. */
export const ListLook = (props: LookProps) => {
  const { address, onCookies, onOther, onMistaken, onSeen } = props;
  const [filter, setFilter] = useState<EntryFilter>({});
  const [pages, setPages] = useState<readonly number[]>([1]);
  const from = pages.at(-1) ?? 1;
  const { data: list, error, refetch, isPlaceholderData } = useList(address, from, filter);
  const isNone = error instanceof Problem && error.code === 'source.no-stream';
  useEffect(() => {
    if (isNone) onMistaken();
  }, [isNone, onMistaken]);
  const title = list?.title;
  useEffect(() => {
    if (title) onSeen(`Found a list: ${title}`);
  }, [title, onSeen]);
  if (!list)
    return error ? (
      <>
        <LookRefused {...{ error, address, onCookies }} onRetry={refetch} />
        <p className={styles.other}>
          <Button small tone="quiet" icon="video" onClick={onOther}>
            It is one video
          </Button>
        </p>
      </>
    ) : (
      <Looking />
    );
  if (error)
    return (
      <Notice
        icon="alert"
        tone="alarm"
        title="This part of the list could not be read"
        actions={
          <Button icon="retry" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {error.message}
      </Notice>
    );
  const turn = (next: number | null) => setPages(next === null ? pages.slice(0, -1) : [...pages, next]);
  return (
    <Whole
      {...props}
      {...{ list, filter, from }}
      isTurning={isPlaceholderData}
      onFrom={turn}
      onFilter={(next) => {
        setPages([1]);
        setFilter(next);
      }}
    />
  );
};
