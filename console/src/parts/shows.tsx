import { Link } from '../routing/link.tsx';
import styles from './shows.module.css';

type ShowLink = {
  readonly key: string;
  readonly label: string;
  readonly count?: number;
  readonly href: string;
  readonly isOpen: boolean;
};

/** Which of a list is shown, each by an address of its own. */
export const Shows = ({ label, shows }: { readonly label: string; readonly shows: readonly ShowLink[] }) => (
  <nav aria-label={label} className={styles.shows}>
    <ul>
      {shows.map(({ key, label: said, count, href, isOpen }) => (
        <li key={key}>
          <Link href={href} aria-current={isOpen ? 'true' : undefined} className={styles.show}>
            {said}
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
