import { useId, useRef } from 'react';
import { usePresets, useSetDefaultPreset } from '../api/account-queries.ts';
import { useConnection } from '../api/api-context.tsx';
import { sayError } from '../api/problem.ts';
import { sayPreset } from '../format/preset-title.ts';
import { Button } from '../parts/button.tsx';
import { SelectField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import { Link } from '../routing/link.tsx';
import styles from './account-menu.module.css';

const DefaultPreset = () => {
  const { me } = useConnection();
  const { data: presets } = usePresets();
  const set = useSetDefaultPreset();
  return (
    <>
      <SelectField
        label="Usual format"
        hint="Chosen beforehand for new uploads, and used for files put straight into storage."
        value={me.defaultPreset ?? ''}
        onChange={(event) => set.mutate({ defaultPreset: event.target.value || null })}
        disabled={!presets || set.isPending}
      >
        <option value="">No preference</option>
        {presets?.map(({ name }) => (
          <option key={name} value={name}>
            {sayPreset(name)}
          </option>
        ))}
      </SelectField>
      {set.error && <Remark>{sayError(set.error)}</Remark>}
      {set.isSuccess && <Remark tone="plain">Saved.</Remark>}
    </>
  );
};

/** The browser's own popover: light dismiss, Escape, and the focus goes back to the button. */
export const AccountMenu = () => {
  const { me, signOut } = useConnection();
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  return (
    <>
      <Button tone="quiet" bare icon="person" popoverTarget={id} aria-haspopup="dialog">
        Account
      </Button>
      <div ref={popover} id={id} popover="auto" className={styles.menu} role="dialog" aria-label="Account">
        <p className={styles.who}>
          <strong>{me.name}</strong>
          {me.email && me.email !== me.name && <span>{me.email}</span>}
        </p>
        {me.permissions.includes('write') && <DefaultPreset />}
        <Link href="/cookies" className={styles.away} onClick={() => popover.current?.hidePopover()}>
          Cookies for sites
        </Link>
        <a href="/api/docs" className={styles.away}>
          API reference
        </a>
        <Button icon="leave" onClick={signOut}>
          Sign out
        </Button>
      </div>
    </>
  );
};
