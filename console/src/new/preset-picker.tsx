import type { Preset, PresetKind } from '../api/types.ts';
import { saySentence } from '../format/format.ts';
import { sayPreset } from '../format/preset-title.ts';
import { SelectField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon-paths.ts';
import { RadioCard } from '../parts/radio-card.tsx';
import styles from './preset-picker.module.css';

type Props = {
  readonly presets: readonly Preset[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
};

const groups: readonly { readonly kind: PresetKind; readonly title: string; readonly icon: IconName }[] = [
  { kind: 'video', title: 'Video', icon: 'video' },
  { kind: 'ladder', title: 'Streaming', icon: 'ladder' },
  { kind: 'audio', title: 'Sound', icon: 'audio' },
  { kind: 'image', title: 'Moving picture', icon: 'image' },
];

const present = (presets: readonly Preset[]) =>
  groups
    .map((group) => ({ ...group, members: presets.filter(({ kind }) => kind === group.kind) }))
    .filter(({ members }) => members.length > 0);

const Cards = ({ presets, chosen, onChoose }: Props) => (
  <div className={styles.cards}>
    {present(presets).map(({ kind, title, icon, members }) => (
      <fieldset key={kind} className={styles.group}>
        <legend>
          <Icon name={icon} size={18} />
          {title}
        </legend>
        {members.map(({ name, description }) => (
          <RadioCard
            key={name}
            group="preset"
            value={name}
            chosen={name === chosen}
            onChoose={() => onChoose(name)}
            title={sayPreset(name)}
            about={saySentence(description)}
          />
        ))}
      </fieldset>
    ))}
  </div>
);

const Select = ({ presets, chosen, onChoose }: Props) => (
  <div className={styles.select}>
    <SelectField
      label="Format"
      value={chosen}
      onChange={({ target }) => onChoose(target.value)}
      hint={saySentence(presets.find(({ name }) => name === chosen)?.description ?? '')}
    >
      {present(presets).map(({ kind, title, members }) => (
        <optgroup key={kind} label={title}>
          {members.map(({ name }) => (
            <option key={name} value={name}>
              {sayPreset(name)}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  </div>
);

/** What the files shall become: all choices with a word on each where there is room, the phone's own list elsewhere. */
export const PresetPicker = (props: Props) => (
  <section aria-labelledby="format" className={styles.picker}>
    <h2 id="format">Format</h2>
    <Cards {...props} />
    <Select {...props} />
  </section>
);
