import { useEffect, useState } from 'react';
import { type Address, useDownload, useFormats, useMetadata } from '../api/source-queries.ts';
import type { SourceFormats, SourceMetadata } from '../api/source-types.ts';
import { plural, sayBytes, sayClock, sayDay, sayMoment } from '../format/format.ts';
import { hostOf } from '../jobs/site-of.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loading } from '../parts/loading.tsx';
import { Remark } from '../parts/notice.tsx';
import { navigate } from '../routing/router.ts';
import styles from './item-look.module.css';
import { LookRefused } from './look-refused.tsx';
import { Looking } from './looking.tsx';
import { qualitiesOf } from './qualities.ts';
import { StartPanel } from './start-panel.tsx';
import { WishForm } from './wish-form.tsx';
import { fitting, requestOf, type Wishes } from './wishes.ts';

export type LookProps = {
  readonly address: Address;
  readonly onCookies: (id: string) => void;
  /** Looks at the address as the other thing that it may be. */
  readonly onOther: () => void;
  /** The same, where the site says that it is the other; does nothing if one has come from there. */
  readonly onMistaken: () => void;
  /** Says to those who listen what has come. */
  readonly onSeen: (words: string) => void;
  readonly wishes: Wishes;
  readonly onChange: (change: Partial<Wishes>) => void;
};

const liveWords = { no: '', upcoming: 'announced', live: 'live now', ended: 'was live' } as const;

const About = ({ seen, onOther }: { readonly seen: SourceMetadata; readonly onOther: () => void }) => {
  const { title, uploader, channel, url, seconds, date, views, live, startsAt, picture, playlist, chapters } = seen;
  const by = channel ?? uploader;
  const facts = [
    by,
    seconds !== null && sayClock(seconds),
    liveWords[live],
    date !== null && sayDay(date),
    views !== null && plural(views, 'view'),
    chapters.length > 0 && plural(chapters.length, 'chapter'),
    hostOf(url),
  ].filter((fact) => fact !== null && fact !== false && fact !== '');
  return (
    <article className={styles.about} data-pictured={picture !== null || undefined}>
      {picture !== null && <img className={styles.picture} src={picture} alt="" />}
      <div className={styles.words}>
        <h2>{title}</h2>
        <p className={styles.facts}>
          {facts.map((fact) => (
            <span key={String(fact)}>{fact}</span>
          ))}
        </p>
        {startsAt !== null && <p>It begins {sayMoment(startsAt)}.</p>}
        {seen.description && <Description text={seen.description} />}
        {playlist !== null && (
          <Button small icon="jobs" onClick={onOther}>
            {playlist.title === null ? 'See the whole list' : `See all of ${playlist.title}`}
          </Button>
        )}
      </div>
    </article>
  );
};

const Description = ({ text }: { readonly text: string }) => {
  const [whole, setWhole] = useState(false);
  const isLong = text.length > 240;
  return (
    <>
      <p className={styles.description}>{whole || !isLong ? text : `${text.slice(0, 200)}…`}</p>
      {isLong && (
        <Button small tone="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Less' : 'Read on'}
        </Button>
      )}
    </>
  );
};

type ChosenProps = LookProps & { readonly seen: SourceMetadata; readonly formats: SourceFormats | undefined };

/** What one may wish of it, as far as it is known in which forms the site has it. */
const Chosen = ({ address: { url }, seen, formats, wishes, onChange }: ChosenProps) => {
  const download = useDownload();
  const qualities = formats && qualitiesOf(formats);
  const fit = fitting(wishes, qualities);
  const known = { qualities, languages: seen.subtitles, isLive: seen.live === 'live', isOne: true, url };
  const bytes = qualities?.find(({ name }) => name === (fit.what === 'sound' ? 'audio' : fit.quality))?.bytes ?? null;
  return (
    <StartPanel
      label={fit.what === 'sound' ? 'Fetch the sound' : 'Fetch it'}
      about={bytes === null ? '' : `About ${sayBytes(bytes)}.`}
      busy={download.isPending}
      error={download.error}
      onStart={() =>
        download.mutate({ url, ...requestOf(fit, known) }, { onSuccess: ({ id }) => navigate(`/jobs/${id}`) })
      }
    >
      <WishForm wishes={fit} onChange={onChange} known={known} />
    </StartPanel>
  );
};

/** One video or sound: what it is, in which forms it can be had, and which of them is wanted. */
export const ItemLook = (props: LookProps) => {
  const { address, onCookies, onOther, onMistaken, onSeen } = props;
  const { data: seen, error, refetch } = useMetadata(address);
  const isOfList = seen !== undefined && seen.playlist !== null;
  useEffect(() => {
    if (isOfList) onMistaken();
  }, [isOfList, onMistaken]);
  const title = seen?.title;
  useEffect(() => {
    if (title) onSeen(`Found: ${title}`);
  }, [title, onSeen]);
  const formats = useFormats(address, seen !== undefined);
  if (!seen)
    return error ? (
      <>
        <LookRefused {...{ error, address, onCookies }} onRetry={refetch} />
        <p className={styles.other}>
          <Button small tone="quiet" icon="jobs" onClick={onOther}>
            It is a playlist or a channel
          </Button>
        </p>
      </>
    ) : (
      <Looking />
    );
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <About seen={seen} onOther={onOther} />
        {seen.cached && (
          <p className={styles.old}>
            <Icon name="wait" size={16} />
            This is what the site said a few minutes ago.
          </p>
        )}
      </div>
      <div className={styles.right}>
        {formats.error && <Remark>In which forms it can be had is not known. What you wish is tried.</Remark>}
        {formats.data || formats.error ? (
          <Chosen {...props} seen={seen} formats={formats.data} />
        ) : (
          <Loading what="the forms" rows={4} />
        )}
      </div>
    </div>
  );
};
