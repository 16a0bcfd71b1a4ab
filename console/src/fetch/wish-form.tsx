import { useId } from 'react';
import { TextField } from '../parts/field.tsx';
import { RadioCard } from '../parts/radio-card.tsx';
import { MoreWishes } from './more-wishes.tsx';
import { pictured } from './qualities.ts';
import { QualityChoice } from './quality-choice.tsx';
import { SoundChoice } from './sound-choice.tsx';
import { SubtitleChoice } from './subtitle-choice.tsx';
import styles from './wish-form.module.css';
import type { WishProps } from './wish-props.ts';

type Limit = { readonly value: string; readonly onChange: (value: string) => void };

const AtMost = ({ value, onChange }: Limit) => (
  <TextField
    label="How many at most"
    hint="Left empty, as many as are picked."
    type="number"
    min={1}
    max={5000}
    value={value}
    onChange={({ target }) => onChange(target.value)}
  />
);

/** What is to come of it: the picture and its size, or the sound; what goes with it; and the rest on request. */
export const WishForm = ({ limit, ...props }: WishProps & { readonly limit?: Limit }) => {
  const { wishes, onChange, known } = props;
  const heading = useId();
  const hasPicture = !known.qualities || pictured(known.qualities).length > 0;
  return (
    <section className={styles.form} aria-labelledby={heading}>
      <h2 id={heading}>What to fetch</h2>
      <fieldset className={styles.what}>
        <legend className="visually-hidden">Picture or sound</legend>
        {hasPicture && (
          <RadioCard
            group="what"
            value="video"
            chosen={wishes.what === 'video'}
            onChoose={() => onChange({ what: 'video' })}
            title="Video"
          />
        )}
        <RadioCard
          group="what"
          value="sound"
          chosen={wishes.what === 'sound'}
          onChoose={() => onChange({ what: 'sound' })}
          title="Sound only"
        />
      </fieldset>
      {wishes.what === 'sound' ? <SoundChoice {...props} /> : <QualityChoice {...props} />}
      <SubtitleChoice {...props} />
      {limit && <AtMost {...limit} />}
      <MoreWishes {...props} />
    </section>
  );
};
