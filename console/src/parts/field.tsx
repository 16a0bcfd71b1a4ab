import { type InputHTMLAttributes, type SelectHTMLAttributes, useId } from 'react';
import styles from './field.module.css';

type Named = { readonly label: string; readonly hint?: string; readonly hideLabel?: boolean };

const labelClass = (hidden: boolean | undefined) => (hidden ? 'visually-hidden' : styles.label);

export const TextField = ({ label, hint, hideLabel, ...rest }: Named & InputHTMLAttributes<HTMLInputElement>) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelClass(hideLabel)}>
        {label}
      </label>
      <input id={id} className={styles.control} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
};

export const SelectField = ({ label, hint, hideLabel, ...rest }: Named & SelectHTMLAttributes<HTMLSelectElement>) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelClass(hideLabel)}>
        {label}
      </label>
      <select id={id} className={styles.control} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
};
