import { plural } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './pick-field.module.css';
import { allOfThem, countPicked, faultOfPicks } from './picks.ts';

type Props = {
  readonly picks: string;
  readonly onPicks: (picks: string) => void;
  readonly count: number | null;
  readonly isFiltered: boolean;
};

const sayPicked = ({ picks, count, isFiltered }: Props): string => {
  if (picks.trim() === '') return 'None is picked.';
  const whole = picks === allOfThem;
  if (isFiltered) return whole ? 'All that pass the filter.' : 'Those of them that pass the filter.';
  const picked = countPicked(picks, count);
  if (picked === null) return whole ? 'All of them.' : 'Counted once the whole list is read.';
  return whole ? `All ${plural(picked, 'item')}.` : `${plural(picked, 'item')} picked.`;
};

/** Which items are meant: all, none, or by their numbers. Ticks in the list write the same. */
export const PickField = (props: Props) => {
  const { picks, onPicks } = props;
  const fault = faultOfPicks(picks);
  return (
    <div className={styles.picks}>
      <TextField
        label="Which ones"
        hint="Such as 1-5,8,-3: for the first five, the eighth and the last three."
        value={picks}
        aria-invalid={fault !== null}
        onChange={({ target }) => onPicks(target.value)}
      />
      <div className={styles.quick}>
        <Button onClick={() => onPicks(allOfThem)} aria-pressed={picks === allOfThem}>
          All
        </Button>
        <Button onClick={() => onPicks('')} aria-pressed={picks === ''}>
          None
        </Button>
      </div>
      {fault ? (
        <Remark>{fault}</Remark>
      ) : (
        <p className={styles.said} role="status">
          {sayPicked(props)}
        </p>
      )}
    </div>
  );
};
