import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './notice.module.css';

type Props = {
  readonly icon: IconName;
  readonly title: string;
  readonly tone?: 'plain' | 'alarm' | 'lamp';
  /** It is all that the page has, so its title is the page's. */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
  /** What can be done next: one or two buttons. */
  readonly actions?: ReactNode;
};

/** A whole area with nothing else to show: empty, failed, away. */
export const Notice = ({ icon, title, tone = 'plain', isPage = false, children, actions }: Props) => (
  <div className={styles.notice} data-tone={tone} role={tone === 'alarm' ? 'alert' : undefined}>
    <span className={styles.mark}>
      <Icon name={icon} size={26} />
    </span>
    {isPage ? <h1 tabIndex={-1}>{title}</h1> : <h2>{title}</h2>}
    {children && <div className={styles.text}>{children}</div>}
    {actions && <div className={styles.actions}>{actions}</div>}
  </div>
);

/** One line within a page: a refusal beside the thing that was refused. */
export const Remark = ({
  tone = 'alarm',
  children,
}: {
  readonly tone?: Props['tone'];
  readonly children: ReactNode;
}) => (
  <p className={styles.remark} data-tone={tone} role={tone === 'alarm' ? 'alert' : 'status'}>
    <Icon name={tone === 'plain' ? 'check' : 'alert'} size={18} />
    <span>{children}</span>
  </p>
);
