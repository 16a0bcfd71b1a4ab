import { useState } from 'react';
import { useMay } from '../api/api-context.tsx';
import { useCookieActions, useCookies } from '../api/cookie-queries.ts';
import { sayError } from '../api/problem.ts';
import type { KeptCookies } from '../api/source-types.ts';
import { plural } from '../format/format.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Button } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Confirm } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice, Remark } from '../parts/notice.tsx';
import { usePageTitle } from '../routing/router.ts';
import styles from './cookies-page.module.css';
import { LendCookies } from './lend-cookies.tsx';

const Until = ({ cookies: { expired, expiresAt, firstExpiresAt } }: { readonly cookies: KeptCookies }) => {
  if (expired) return <span className={styles.ended}>All have ended: lend them anew</span>;
  if (expiresAt)
    return (
      <span>
        good until <Moment at={expiresAt} exact />
      </span>
    );
  return firstExpiresAt ? (
    <span>
      the first ends <Moment at={firstExpiresAt} exact />
    </span>
  ) : (
    <span>without an end of their own</span>
  );
};

const Kept = ({ cookies }: { readonly cookies: KeptCookies }) => {
  const { id, site, name, count, expired, changedAt, usedAt } = cookies;
  const { erase } = useCookieActions();
  const [asking, setAsking] = useState(false);
  const mayWrite = useMay('write');
  return (
    <li className={styles.kept} data-expired={expired || undefined}>
      <span className={styles.mark}>
        <Icon name={expired ? 'alert' : 'check'} size={18} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>
          {site}
          {name !== 'main' && ` (${name})`}
        </p>
        <p className={styles.facts}>
          <span>{plural(count, 'cookie')}</span>
          <Until cookies={cookies} />
          <span>
            changed <Moment at={changedAt} />
          </span>
          <span>
            {usedAt ? (
              <>
                used <Moment at={usedAt} />
              </>
            ) : (
              'not used yet'
            )}
          </span>
        </p>
      </div>
      {mayWrite && (
        <Button small tone="quiet" bare icon="trash" onClick={() => setAsking(true)}>
          {`Erase the cookies of ${site}`}
        </Button>
      )}
      {asking && (
        <Confirm
          title={`Erase the cookies of ${site}?`}
          yes="Erase them"
          no="Keep them"
          busy={erase.isPending}
          onYes={() => erase.mutate(id, { onSuccess: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>They are gone at once, and for good. What is being fetched with them ends with what it has read.</p>
          {erase.error && <Remark>{sayError(erase.error)}</Remark>}
        </Confirm>
      )}
    </li>
  );
};

const None = () => (
  <Notice icon="person" title="No cookies yet">
    What a site shows only to those who have signed in can be fetched with the cookies of your browser. They are kept
    encrypted, for you alone, and shown to their own site only.
  </Notice>
);

const command = (): string =>
  `npx reelmill cookies push --url ${window.location.origin} --key-file reelmill.key --browser firefox --site example.com`;

const ByCommand = () => (
  <section className={styles.part} aria-labelledby="by-command">
    <h2 id="by-command">Straight from your browser</h2>
    <p>
      On the machine where that browser runs, in a checkout of Reelmill, with an API key in the file. No cookies of
      other sites leave the machine.
    </p>
    <div className={styles.command}>
      <code>{command()}</code>
      <CopyButton text={command()} what="Copy the command" />
    </div>
  </section>
);

export const CookiesPage = () => {
  usePageTitle('Cookies');
  const mayWrite = useMay('write');
  return (
    <div className={styles.page}>
      <div>
        <h1 tabIndex={-1}>Cookies for sites</h1>
        <p className={styles.lead}>For what a site shows to some people only. Their values are shown to nobody.</p>
      </div>
      <Awaited asked={useCookies()} what="the cookies" empty={([first]) => (first ? null : <None />)}>
        {(kept) => (
          <ul className={styles.list}>
            {kept.map((cookies) => (
              <Kept key={cookies.id} cookies={cookies} />
            ))}
          </ul>
        )}
      </Awaited>
      {mayWrite && <LendCookies />}
      {mayWrite && <ByCommand />}
    </div>
  );
};
