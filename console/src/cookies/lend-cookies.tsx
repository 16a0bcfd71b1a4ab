import { type FormEvent, useRef, useState } from 'react';
import { useCookieActions } from '../api/cookie-queries.ts';
import { sayError } from '../api/problem.ts';
import type { PushedCookies } from '../api/source-types.ts';
import { plural } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './cookies-page.module.css';
import { readCookieFile, toPush } from './read-cookie-file.ts';

const sayKept = ({ site, count, leftOut }: PushedCookies): string =>
  [
    `${plural(count, 'cookie')} of ${site} ${count === 1 ? 'is' : 'are'} kept.`,
    leftOut.otherSites > 0 && `${leftOut.otherSites} of other sites were left out.`,
    leftOut.expired > 0 && `${leftOut.expired} had ended.`,
  ]
    .filter(Boolean)
    .join(' ');

/** Larger files hold more than cookies. */
const largest = 4_000_000;

/** A file that a browser's extension wrote. Its text stays in this page until it is sent, and nowhere after. */
export const LendCookies = () => {
  const { push } = useCookieActions();
  const [file, setFile] = useState<File | null>(null);
  const [site, setSite] = useState('');
  const [name, setName] = useState('');
  const [unread, setUnread] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const lend = async (event: FormEvent) => {
    event.preventDefault();
    const read = file && file.size <= largest ? readCookieFile(await file.text()) : null;
    setUnread(read === null);
    if (!read) return;
    push.mutate(toPush(read, { site, name }), {
      onSuccess: () => {
        setFile(null);
        setSite('');
        setName('');
        if (input.current) input.current.value = '';
      },
    });
  };
  return (
    <section className={styles.part} aria-labelledby="lend">
      <h2 id="lend">Lend cookies from a file</h2>
      <p>A cookies.txt, or the JSON of a browser extension. Those of the same site and name are replaced.</p>
      <form className={styles.form} onSubmit={(event) => void lend(event)}>
        <TextField
          label="File"
          type="file"
          required
          accept=".txt,.json,text/plain,application/json"
          ref={input}
          onChange={({ target }) => {
            setFile(target.files?.[0] ?? null);
            setUnread(false);
            push.reset();
          }}
        />
        <TextField
          label="Site"
          hint="Needed when the file has cookies of several."
          placeholder="example.com"
          value={site}
          onChange={({ target }) => setSite(target.value)}
        />
        <TextField
          label="Name"
          hint="To tell two accounts apart."
          placeholder="main"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" tone="primary" icon="upload" busy={push.isPending}>
          Lend them
        </Button>
      </form>
      {unread && <Remark>This file holds no cookies: neither lines of a cookies.txt nor a list in JSON.</Remark>}
      {push.error && <Remark>{sayError(push.error)}</Remark>}
      {push.data && <Remark tone="plain">{sayKept(push.data)}</Remark>}
    </section>
  );
};
