import { SelectField } from '../parts/field.tsx';
import { Link } from '../routing/link.tsx';
import { navigate } from '../routing/router.ts';
import { addressOf, type Filters, type Show, type Span, shows, spans } from './filters.ts';
import styles from './job-filters.module.css';

export const JobFilters = ({ filters }: { readonly filters: Filters }) => (
  <div className={styles.filters}>
    <nav aria-label="Which jobs" className={styles.shows}>
      <ul>
        {(Object.keys(shows) as Show[]).map((show) => (
          <li key={show}>
            <Link
              href={addressOf({ ...filters, show, cursor: null })}
              aria-current={show === filters.show ? 'true' : undefined}
              className={styles.show}
            >
              {shows[show].label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
    <SelectField
      label="When"
      hideLabel
      value={filters.when}
      onChange={({ target }) => navigate(addressOf({ ...filters, when: target.value as Span, cursor: null }))}
    >
      {Object.entries(spans).map(([when, { label }]) => (
        <option key={when} value={when}>
          {label}
        </option>
      ))}
    </SelectField>
  </div>
);
