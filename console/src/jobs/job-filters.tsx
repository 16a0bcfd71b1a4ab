import { useMay } from '../api/api-context.tsx';
import { SelectField } from '../parts/field.tsx';
import { Shows } from '../parts/shows.tsx';
import { navigate } from '../routing/router.ts';
import { addressOf, type Filters, type Show, shows, spans, whose } from './filters.ts';
import styles from './job-filters.module.css';

type ChoiceProps<K extends string> = {
  readonly name: string;
  readonly of: Readonly<Record<K, { readonly label: string }>>;
  readonly chosen: K;
  readonly onChoose: (key: K) => void;
};

const Choice = <K extends string>({ name, of, chosen, onChoose }: ChoiceProps<K>) => (
  <SelectField label={name} hideLabel value={chosen} onChange={({ target }) => onChoose(target.value as K)}>
    {(Object.keys(of) as K[]).map((key) => (
      <option key={key} value={key}>
        {of[key].label}
      </option>
    ))}
  </SelectField>
);

export const JobFilters = ({ filters }: { readonly filters: Filters }) => {
  const mayManage = useMay('manage');
  const go = (change: Partial<Filters>) => navigate(addressOf({ ...filters, ...change, cursor: null }));
  return (
    <div className={styles.filters}>
      <Shows
        label="Which jobs"
        shows={(Object.keys(shows) as Show[]).map((show) => ({
          ...{ key: show, label: shows[show].label },
          ...{ href: addressOf({ ...filters, show, cursor: null }), isOpen: show === filters.show },
        }))}
      />
      <div className={styles.choices}>
        {mayManage && (
          <Choice name="Whose" of={whose} chosen={filters.whose} onChoose={(next) => go({ whose: next })} />
        )}
        <Choice name="When" of={spans} chosen={filters.when} onChoose={(next) => go({ when: next })} />
      </div>
    </div>
  );
};
