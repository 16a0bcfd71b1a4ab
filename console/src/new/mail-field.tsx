import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import styles from './mail-field.module.css';

type Props = { readonly own: string | undefined; readonly value: string; readonly onChange: (email: string) => void };

/** Where word of the end goes. Most people want their own address, so the field shows itself on request. */
export const MailField = ({ own, value, onChange }: Props) => {
  const [asked, setAsked] = useState(!own);
  if (!asked)
    return (
      <p className={styles.own}>
        <span>
          A mail goes to <strong>{own}</strong> when it is done.
        </span>
        <Button tone="quiet" small onClick={() => setAsked(true)}>
          Another address
        </Button>
      </p>
    );
  return (
    <TextField
      label="Mail the link to"
      type="email"
      autoComplete="email"
      placeholder={own ?? 'nobody'}
      value={value}
      hint={own ? `Left empty, it goes to ${own}.` : 'Left empty, no mail is sent.'}
      onChange={({ target }) => onChange(target.value.trim())}
    />
  );
};
