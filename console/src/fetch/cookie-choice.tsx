import { useCookies } from '../api/cookie-queries.ts';
import type { KeptCookies } from '../api/source-types.ts';
import { SelectField } from '../parts/field.tsx';
import { Link } from '../routing/link.tsx';
import styles from './cookie-choice.module.css';

type Props = {
  /** Of what is to be fetched, so that cookies of its own site come first. */
  readonly url?: string | undefined;
  readonly value: string;
  readonly onChange: (id: string) => void;
};

const isOf = (url: string | undefined, { site }: KeptCookies): boolean => {
  if (!url || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === site || hostname.endsWith(`.${site}`);
};

const sayKept = ({ site, name, expired }: KeptCookies): string =>
  `${site}${name === 'main' ? '' : ` (${name})`}${expired ? ', ended' : ''}`;

/** Cookies of those that are kept, for sites that show something to some people only. */
export const CookieChoice = ({ url, value, onChange }: Props) => {
  const { data: kept = [] } = useCookies();
  const sorted = kept.toSorted((a, b) => Number(isOf(url, b)) - Number(isOf(url, a)));
  return (
    <div className={styles.choice}>
      {kept.length > 0 && (
        <SelectField
          label="Cookies"
          hint="Shown to their own site, and only if it refuses without them."
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="">None</option>
          {sorted.map((cookies) => (
            <option key={cookies.id} value={cookies.id} disabled={cookies.expired}>
              {sayKept(cookies)}
            </option>
          ))}
        </SelectField>
      )}
      <p className={styles.way}>
        <Link href="/cookies">
          {kept.length > 0 ? 'Lend others' : 'Lend cookies of a site where you are signed in'}
        </Link>
      </p>
    </div>
  );
};
