import { type DragEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useBatchDownload } from '../api/source-queries.ts';
import type { BatchAccepted } from '../api/source-types.ts';
import { plural, saySentence } from '../format/format.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { AreaField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import { navigate } from '../routing/router.ts';
import { BadLines } from './bad-lines.tsx';
import { broughtText, isList, keepText, placeOf, textOf } from './bring.ts';
import columns from './item-look.module.css';
import styles from './many-addresses.module.css';
import { type BadLine, type FoundAddress, type ReadAddresses, readAddresses } from './read-addresses.ts';
import { StartPanel } from './start-panel.tsx';
import { WishForm } from './wish-form.tsx';
import type { Known } from './wish-props.ts';
import { requestOf, usualWishes, type Wishes } from './wishes.ts';

const sayFound = ({ found, bad, twice }: ReadAddresses): string =>
  [
    plural(found.length, 'address', 'addresses'),
    bad.length > 0 && `${plural(bad.length, 'line')} that cannot be used`,
    twice > 0 && `${twice} left out that ${twice === 1 ? 'was' : 'were'} there twice`,
  ]
    .filter(Boolean)
    .join(', ');

type FieldProps = { readonly text: string; readonly onText: (text: string) => void };

/** Where a list is laid out: pasted, typed, dropped as a file, or chosen as one. */
const ListField = ({ text, onText }: FieldProps) => {
  const input = useRef<HTMLInputElement>(null);
  const addFiles = async (files: readonly File[]) => {
    const more = await textOf(files.filter(isList));
    if (more.trim()) onText(text.trim() ? `${text.trimEnd()}\n${more}` : more);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void addFiles([...event.dataTransfer.files]);
  };
  return (
    <div className={styles.list}>
      <AreaField
        label="Addresses"
        hint="One a line. Videos and sounds, up to 1,000 at once; a playlist or a channel is looked at by itself."
        rows={8}
        placeholder={'https://\nhttps://'}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onDrop={onDrop}
      />
      <div className={styles.tools}>
        <Button small icon="file" onClick={() => input.current?.click()}>
          Take a list from a file
        </Button>
        {text !== '' && (
          <Button small tone="quiet" onClick={() => onText('')}>
            Clear
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".txt,.csv,.tsv,.list,text/plain,text/csv"
        aria-label="Lists of addresses"
        onChange={({ target }) => {
          void addFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </div>
  );
};

/** What the API refused, by the lines that it came from. */
const linesOf = ({ refused }: BatchAccepted, asked: readonly FoundAddress[]): BadLine[] =>
  refused.map(({ index, message }) => ({
    line: asked[index - 1]?.line ?? 0,
    text: asked[index - 1]?.url ?? '',
    reason: saySentence(message.replace(/^urls\.\d+: /, '')),
  }));

type Begun = { readonly id: string; readonly count: number; readonly refused: readonly BadLine[] };

const Accepted = ({ id, count, refused }: Begun) => (
  <section className={styles.begun} aria-label="Begun">
    <Remark tone="plain">{`${plural(count, 'address is', 'addresses are')} being fetched.`}</Remark>
    <BadLines title="Not fetched" lines={refused} />
    <ButtonLink tone="primary" icon="forward" href={`/jobs/${id}`}>
      See how it goes
    </ButtonLink>
  </section>
);

/** Many addresses, fetched as one batch. */
export const ManyAddresses = () => {
  const [text, setText] = useState(broughtText);
  const [wishes, setWishes] = useState<Wishes>(usualWishes);
  const [begun, setBegun] = useState<Begun | null>(null);
  const download = useBatchDownload();
  const later = useDeferredValue(text);
  const read = useMemo(() => readAddresses(later), [later]);
  const { found, bad } = read;
  const [only] = found;
  const known: Known = only ? { url: only.url } : {};
  const take = (next: string) => {
    keepText(next);
    setText(next);
    setBegun(null);
  };
  const start = () =>
    download.mutate(
      { urls: found.map(({ url }) => url), ...requestOf(wishes, known) },
      {
        onSuccess: (answer) => {
          const refused = linesOf(answer, found);
          keepText('');
          if (refused.length === 0) navigate(`/jobs/${answer.job.id}`);
          else setBegun({ id: answer.job.id, count: found.length - refused.length, refused });
        },
      },
    );
  if (begun) return <Accepted {...begun} />;
  return (
    <div className={columns.columns}>
      <div className={columns.left}>
        <ListField text={text} onText={take} />
        {text.trim() !== '' && (
          <p className={styles.said} role="status">
            {sayFound(read)}.
          </p>
        )}
        {found.length === 1 && only && (
          <Button icon="forward" onClick={() => navigate(placeOf(only.url))}>
            Look at it first
          </Button>
        )}
        {bad.length > 0 && <BadLines title="Left out" lines={bad} />}
      </div>
      <div className={columns.right}>
        <StartPanel
          label={found.length === 0 ? 'Fetch' : `Fetch ${plural(found.length, 'address', 'addresses')}`}
          disabled={found.length === 0}
          busy={download.isPending}
          error={download.error}
          onStart={start}
        >
          <WishForm wishes={wishes} onChange={(change) => setWishes({ ...wishes, ...change })} known={known} />
        </StartPanel>
      </div>
    </div>
  );
};
