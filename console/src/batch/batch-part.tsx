import { useBatch } from '../api/batch-queries.ts';
import { isLive } from '../api/job-queries.ts';
import type { Batch } from '../api/source-types.ts';
import type { Job } from '../api/types.ts';
import { plural } from '../format/format.ts';
import { Awaited } from '../parts/awaited.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Shows } from '../parts/shows.tsx';
import { Strip } from '../parts/strip.tsx';
import { usePlace } from '../routing/router.ts';
import { BatchItems } from './batch-items.tsx';
import styles from './batch-part.module.css';
import { ExportList } from './export-list-part.tsx';
import { countOf, type ItemShow, itemShows, placeOf, present, readShown, type Shown, searchOf } from './item-shows.ts';

const cameThrough = ({ counts }: Batch): number => counts.succeeded + counts.expired;

/** While it goes on, how many are over; after that, how many came through. */
const sayOver = (batch: Batch): string => {
  const { counts, job } = batch;
  const { items } = counts;
  if (items === 0) return isLive(job) ? 'The list is being read' : 'Nothing was read';
  if (!isLive(job)) return `${cameThrough(batch)} of ${plural(items, 'item')} came through`;
  return `${items - counts.notBegun - counts.queued - counts.running} of ${plural(items, 'item')} are over`;
};

const percentOf = (batch: Batch): number | undefined => {
  const { counts, job, percent } = batch;
  if (isLive(job)) return counts.items === 0 ? undefined : percent;
  return counts.items === 0 ? 0 : (cameThrough(batch) / counts.items) * 100;
};

const Progress = ({ batch }: { readonly batch: Batch }) => {
  const live = isLive(batch.job);
  const percent = percentOf(batch);
  const tone = batch.job.state === 'canceled' ? 'idle' : 'mill';
  return (
    <section className={styles.progress} aria-label="Progress">
      <Strip
        percent={percent}
        label={`${batch.job.name}: ${sayOver(batch)}`}
        tone={live ? 'lamp' : tone}
        moving={live}
      />
      <p className={styles.said}>
        <span>{sayOver(batch)}</span>
        {percent !== undefined && <strong>{Math.floor(percent)} %</strong>}
      </p>
    </section>
  );
};

type ShowsProps = { readonly id: string; readonly shown: Shown; readonly batch: Batch };

const sayShow = (show: ItemShow, { job }: Batch): string =>
  show === 'waiting' && !isLive(job) ? 'Not begun' : itemShows[show].label;

const Which = ({ id, shown, batch }: ShowsProps) => (
  <Shows
    label="Which items"
    shows={present(batch.counts, shown.show).map((show) => ({
      ...{ key: show, label: sayShow(show, batch), count: countOf(show, batch.counts) },
      ...{ href: placeOf(id, { show, cursor: null }), isOpen: show === shown.show },
    }))}
  />
);

const Paging = ({ id, shown, batch: { cursor } }: ShowsProps) =>
  (shown.cursor || cursor) && (
    <nav className={styles.paging} aria-label="Pages">
      {shown.cursor && <ButtonLink href={placeOf(id, { ...shown, cursor: null })}>First</ButtonLink>}
      {cursor && (
        <ButtonLink href={placeOf(id, { ...shown, cursor })} data-way="on">
          Further items
        </ButtonLink>
      )}
    </nav>
  );

const Nothing = ({ batch: { cursor, counts, job } }: { readonly batch: Batch }) => {
  if (counts.items === 0)
    return (
      <Notice icon="wait" tone="lamp" title={isLive(job) ? 'The list is being read' : 'There are no items'}>
        {isLive(job) ? 'What is in it shows here in a moment.' : 'Nothing was begun.'}
      </Notice>
    );
  return (
    <Notice icon="jobs" title={cursor ? 'None among these' : 'None any more'}>
      {cursor ? 'There may be some further on.' : 'The items have moved on since.'}
    </Notice>
  );
};

/** How the items of a batch are getting on. */
export const BatchPart = ({ job: { id } }: { readonly job: Job }) => {
  const shown = readShown(usePlace().query);
  const asked = useBatch(id, searchOf(shown));
  return (
    <Awaited asked={asked} what="the items" rows={5}>
      {(batch) => (
        <>
          <Progress batch={batch} />
          <section className={styles.items} aria-label="Items" aria-busy={asked.isPlaceholderData}>
            <Which {...{ id, shown, batch }} />
            {batch.items.length === 0 ? (
              <Nothing batch={batch} />
            ) : (
              <BatchItems items={batch.items} isLive={isLive(batch.job)} />
            )}
            <Paging {...{ id, shown, batch }} />
          </section>
          {batch.counts.items > 0 && <ExportList batch={batch} />}
        </>
      )}
    </Awaited>
  );
};
