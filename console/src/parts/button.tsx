import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from '../routing/link.tsx';
import styles from './button.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

type Look = {
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** Shows the icon alone and says the words to those who listen. */
  readonly bare?: boolean;
  readonly small?: boolean;
};

const classOf = ({ tone = 'plain', bare, small }: Look): string =>
  [styles.button, styles[tone], bare && styles.bare, small && styles.small].filter(Boolean).join(' ');

const inside = ({ icon, bare, small }: Look, children: ReactNode) => (
  <>
    {icon && <Icon name={icon} size={small ? 16 : 18} />}
    {bare ? <span className="visually-hidden">{children}</span> : <span>{children}</span>}
  </>
);

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { readonly busy?: boolean };

export const Button = ({ tone, icon, bare, small, busy, children, ...rest }: ButtonProps) => {
  const look = { tone, icon, bare, small };
  return (
    <button
      type="button"
      title={bare && typeof children === 'string' ? children : undefined}
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={classOf(look)}
    >
      {inside(look, children)}
    </button>
  );
};

type LinkProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string; readonly away?: boolean };

/** Looks like a button, goes somewhere. `away` leaves the console: a download, another site. */
export const ButtonLink = ({ tone, icon, bare, small, away, children, ...rest }: LinkProps) => {
  const look = { tone, icon, bare, small };
  const Anchor = away ? 'a' : Link;
  return (
    <Anchor {...rest} className={classOf(look)}>
      {inside(look, children)}
    </Anchor>
  );
};
