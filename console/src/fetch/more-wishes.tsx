import { usePresets } from '../api/account-queries.ts';
import { sayPreset } from '../format/preset-title.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { CheckField, SelectField, TextField } from '../parts/field.tsx';
import { CookieChoice } from './cookie-choice.tsx';
import styles from './wish-form.module.css';
import type { WishProps } from './wish-props.ts';
import { hasParts, type SponsorWish, takesCover, type Wishes } from './wishes.ts';

const hour = 3600;
const day = 24 * hour;

const spans: readonly (readonly [value: string, label: string])[] = [
  ['', 'One hour'],
  [String(day), 'One day'],
  [String(7 * day), '7 days'],
  [String(30 * day), '30 days'],
  [String(365 * day), 'A year'],
  ['keep', 'Until I delete them'],
];

const containers: readonly (readonly [Wishes['container'], string])[] = [
  ['', 'What suits it'],
  ['mp4', 'MP4'],
  ['mkv', 'MKV: holds everything'],
  ['webm', 'WebM'],
  ['mov', 'MOV'],
];

const Part = ({ wishes, onChange }: WishProps) => (
  <fieldset className={styles.group}>
    <legend>Only a part of it</legend>
    <div className={styles.pair}>
      <TextField
        label="From"
        placeholder="0:00"
        value={wishes.from}
        onChange={({ target }) => onChange({ from: target.value.trim() })}
      />
      <TextField
        label="To"
        placeholder="the end"
        value={wishes.to}
        onChange={({ target }) => onChange({ to: target.value.trim() })}
      />
    </div>
  </fieldset>
);

const Live = ({ wishes, onChange }: WishProps) => (
  <fieldset className={styles.group}>
    <legend>The stream is on the air</legend>
    <CheckField
      label="From its beginning"
      hint="Where the site keeps it."
      checked={wishes.fromStart}
      onChange={({ target }) => onChange({ fromStart: target.checked })}
    />
    {!wishes.fromStart && (
      <TextField
        label="For how many minutes"
        hint="Left empty, until it ends."
        type="number"
        min={1}
        max={720}
        value={wishes.minutes}
        onChange={({ target }) => onChange({ minutes: target.value })}
      />
    )}
  </fieldset>
);

const Inside = ({ wishes, onChange }: WishProps) => {
  const cover = takesCover(wishes);
  return (
    <fieldset className={styles.nested}>
      <legend className={styles.legend}>Written into the file</legend>
      <CheckField
        label="Title, author and date"
        checked={wishes.facts}
        onChange={({ target }) => onChange({ facts: target.checked })}
      />
      <CheckField
        label="The thumbnail as its cover"
        hint={cover ? '' : 'Files of this kind have none.'}
        disabled={!cover}
        checked={wishes.picture && cover}
        onChange={({ target }) => onChange({ picture: target.checked })}
      />
      <CheckField
        label="Chapters"
        checked={wishes.chapters}
        onChange={({ target }) => onChange({ chapters: target.checked })}
      />
      <CheckField
        label="Also a file for each chapter"
        checked={wishes.split}
        onChange={({ target }) => onChange({ split: target.checked })}
      />
    </fieldset>
  );
};

const Then = ({ wishes, onChange }: WishProps) => {
  const { data: presets } = usePresets();
  return (
    <SelectField
      label="Then make of it"
      value={wishes.preset}
      onChange={({ target }) => onChange({ preset: target.value })}
    >
      <option value="">Nothing else</option>
      {presets?.map(({ name }) => (
        <option key={name} value={name}>
          {sayPreset(name)}
        </option>
      ))}
    </SelectField>
  );
};

export const MoreWishes = (props: WishProps) => {
  const { wishes, onChange, known } = props;
  return (
    <Disclosure title="More wishes">
      {known.isLive && <Live {...props} />}
      {hasParts(known) && <Part {...props} />}
      <div className={styles.pair}>
        <SelectField
          label="Keep the files for"
          value={wishes.keep}
          onChange={({ target }) => onChange({ keep: target.value })}
        >
          {spans.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        {wishes.what === 'video' && (
          <SelectField
            label="Kind of file"
            value={wishes.container}
            onChange={({ target }) => onChange({ container: target.value as Wishes['container'] })}
          >
            {containers.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
        )}
        <Then {...props} />
        <SelectField
          label="What viewers marked as advertising"
          hint="On YouTube, by SponsorBlock."
          value={wishes.sponsors}
          onChange={({ target }) => onChange({ sponsors: target.value as SponsorWish })}
        >
          <option value="leave">Leave as it is</option>
          <option value="mark">Mark as chapters</option>
          <option value="remove">Cut out</option>
        </SelectField>
      </div>
      <Inside {...props} />
      <CookieChoice url={known.url} value={wishes.cookies} onChange={(cookies) => onChange({ cookies })} />
      <TextField
        label="What the files are called"
        hint="Such as {uploader}/{date} {title}.{ext}; a / makes folders. Left empty, by their title."
        placeholder="{title}.{ext}"
        value={wishes.path}
        onChange={({ target }) => onChange({ path: target.value })}
      />
      <CheckField
        label="Skip what I have fetched before"
        hint="And remember what is fetched now."
        checked={wishes.archive}
        onChange={({ target }) => onChange({ archive: target.checked })}
      />
    </Disclosure>
  );
};
