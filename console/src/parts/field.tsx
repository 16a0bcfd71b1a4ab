import {
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import styles from './field.module.css';

type Named = { readonly label: string; readonly hint?: string; readonly hideLabel?: boolean };

type Ties = Pick<InputHTMLAttributes<HTMLElement>, 'id' | 'className' | 'aria-describedby'>;

const labelClass = (hidden: boolean | undefined) => (hidden ? 'visually-hidden' : styles.label);

/** Label, control and hint; the control is told the ids that tie the three together. */
const Field = ({ label, hint, hideLabel, children }: Named & { readonly children: (ties: Ties) => ReactNode }) => {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelClass(hideLabel)}>
        {label}
      </label>
      {children({ id, className: styles.control, 'aria-describedby': hint ? hintId : undefined })}
      {hint && (
        <span id={hintId} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
};

export const TextField = ({ label, hint, hideLabel, ...rest }: Named & ComponentProps<'input'>) => (
  <Field {...{ label, hint, hideLabel }}>{(ties) => <input {...ties} {...rest} />}</Field>
);

/** Several lines, which grow with what is in them where the browser lets them. */
export const AreaField = ({ label, hint, hideLabel, ...rest }: Named & TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <Field {...{ label, hint, hideLabel }}>
    {({ className, ...ties }) => <textarea {...ties} className={`${className} ${styles.area}`} {...rest} />}
  </Field>
);

export const CheckField = ({
  label,
  hint,
  ...rest
}: Omit<Named, 'hideLabel'> & InputHTMLAttributes<HTMLInputElement>) => {
  const id = useId();
  return (
    <div className={styles.check}>
      <input {...rest} type="checkbox" id={id} aria-describedby={hint ? `${id}-hint` : undefined} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
};

export const SelectField = ({ label, hint, hideLabel, ...rest }: Named & SelectHTMLAttributes<HTMLSelectElement>) => (
  <Field {...{ label, hint, hideLabel }}>{(ties) => <select {...ties} {...rest} />}</Field>
);
