import { type FormEvent, useState } from 'react';
import type { EntryFilter, EntryOrder } from '../api/source-types.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import styles from './list-filter.module.css';
import { filterOf, noFilter, type TypedFilter } from './typed-filter.ts';

type Props = { readonly filter: EntryFilter; readonly onFilter: (filter: EntryFilter) => void };

const orders: readonly (readonly [EntryOrder | '', string])[] = [
  ['', 'As the list has them'],
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['longest', 'Longest first'],
  ['shortest', 'Shortest first'],
  ['most-viewed', 'Most viewed first'],
  ['least-viewed', 'Least viewed first'],
  ['title', 'By title'],
];

/** Which of the list are shown, and fetched: the site is asked for that, so it is put together first. */
export const ListFilter = ({ filter, onFilter }: Props) => {
  const [typed, setTyped] = useState<TypedFilter>(noFilter);
  const change = (next: Partial<TypedFilter>) => setTyped({ ...typed, ...next });
  const apply = (event: FormEvent) => {
    event.preventDefault();
    onFilter(filterOf(typed));
  };
  const clear = () => {
    setTyped(noFilter);
    onFilter({});
  };
  const number = (label: string, field: 'minMinutes' | 'maxMinutes' | 'minViews' | 'maxViews') => (
    <TextField
      label={label}
      type="number"
      min={0}
      step={field.endsWith('Minutes') ? 'any' : 1}
      value={typed[field]}
      onChange={({ target }) => change({ [field]: target.value })}
    />
  );
  return (
    <Disclosure title={Object.keys(filter).length > 0 ? 'Filter and order: in use' : 'Filter and order'}>
      <form className={styles.form} onSubmit={apply}>
        <TextField
          label="In the title"
          value={typed.title}
          onChange={({ target }) => change({ title: target.value })}
        />
        <SelectField
          label="Order"
          value={typed.sort}
          onChange={({ target }) => change({ sort: target.value as TypedFilter['sort'] })}
        >
          {orders.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label="From the day"
          type="date"
          value={typed.after}
          onChange={({ target }) => change({ after: target.value })}
        />
        <TextField
          label="To the day"
          type="date"
          value={typed.before}
          onChange={({ target }) => change({ before: target.value })}
        />
        {number('At least so many minutes', 'minMinutes')}
        {number('At most so many minutes', 'maxMinutes')}
        {number('At least so many views', 'minViews')}
        {number('At most so many views', 'maxViews')}
        <div className={styles.actions}>
          <Button type="submit">Show these</Button>
          {Object.keys(filter).length > 0 && (
            <Button tone="quiet" onClick={clear}>
              Show all
            </Button>
          )}
        </div>
      </form>
    </Disclosure>
  );
};
