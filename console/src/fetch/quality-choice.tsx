import { SelectField } from '../parts/field.tsx';
import { RadioCard } from '../parts/radio-card.tsx';
import { anyQualities, pictured, sayMore, sayQuality } from './qualities.ts';
import styles from './wish-form.module.css';
import type { WishProps } from './wish-props.ts';
import type { Wishes } from './wishes.ts';

const Cards = ({ wishes, onChange, known }: WishProps) => (
  <fieldset className={styles.group}>
    <legend>Quality</legend>
    {pictured(known.qualities ?? []).map((quality) => (
      <RadioCard
        key={quality.name}
        group="quality"
        value={quality.name}
        chosen={wishes.quality === quality.name}
        onChoose={() => onChange({ quality: quality.name as Wishes['quality'] })}
        title={sayQuality(quality)}
        about={sayMore(quality)}
      />
    ))}
  </fieldset>
);

const List = ({ wishes, onChange }: WishProps) => (
  <SelectField
    label="Quality"
    hint="At most; where a site has less, the best that it has."
    value={wishes.quality}
    onChange={({ target }) => onChange({ quality: target.value as Wishes['quality'] })}
  >
    {pictured(anyQualities).map((quality) => (
      <option key={quality.name} value={quality.name}>
        {sayQuality(quality)}
      </option>
    ))}
  </SelectField>
);

/** How large a picture: each that the site has, with its size; else by name. */
export const QualityChoice = (props: WishProps) => (props.known.qualities ? <Cards {...props} /> : <List {...props} />);
