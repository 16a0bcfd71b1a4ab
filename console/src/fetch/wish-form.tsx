import { useId } from 'react';
import { plural, sayBytes, sayFps } from '../format/format.ts';
import { CheckField, SelectField, TextField } from '../parts/field.tsx';
import { RadioCard } from '../parts/radio-card.tsx';
import { MoreWishes } from './more-wishes.tsx';
import { anyQualities, type Quality } from './qualities.ts';
import styles from './wish-form.module.css';
import { hasBitrate, type Wishes } from './wishes.ts';

/** What is known of what is to be fetched; nothing of many. */
export type Known = {
  readonly qualities?: readonly Quality[] | undefined;
  readonly languages?: { readonly manual: readonly string[]; readonly automatic: readonly string[] };
  readonly isLive?: boolean;
  /** There is one, so that parts of it can be meant. */
  readonly isOne?: boolean;
  readonly url?: string;
};

export type WishProps = {
  readonly wishes: Wishes;
  readonly onChange: (change: Partial<Wishes>) => void;
  readonly known: Known;
};

const named: Readonly<Record<number, string>> = { 2160: ' (4K)', 1080: ' (Full HD)' };

const sayShort = (short: number): string => `${short}p${named[short] ?? ''}`;

const sayQuality = ({ name, short }: Quality): string => {
  if (name !== 'best') return sayShort(short ?? Number.parseInt(name, 10));
  return short === undefined ? 'Best there is' : `Best there is: ${sayShort(short)}`;
};

const sayMore = ({ bytes, fps, hdr }: Quality): string =>
  [bytes !== null && `about ${sayBytes(bytes)}`, fps !== undefined && fps > 31 && sayFps(fps), hdr && 'HDR to be had']
    .filter(Boolean)
    .join(', ');

const pictured = (qualities: readonly Quality[]) => qualities.filter(({ name }) => name !== 'audio');

const QualityCards = ({ wishes, onChange, known }: WishProps) => (
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

const QualityList = ({ wishes, onChange }: WishProps) => (
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

const sounds: readonly (readonly [Wishes['sound'], string])[] = [
  ['mp3', 'MP3: plays everywhere'],
  ['m4a', 'M4A (AAC)'],
  ['opus', 'Opus: small and good'],
  ['flac', 'FLAC: nothing is lost, large'],
  ['wav', 'WAV: nothing is lost, largest'],
  ['as-is', 'As the site has it'],
];

const bitrates = ['96k', '128k', '160k', '192k', '224k', '256k', '320k'] as const;

const Sound = ({ wishes, onChange, known }: WishProps) => {
  const bytes = known.qualities?.find(({ name }) => name === 'audio')?.bytes ?? null;
  return (
    <div className={styles.pair}>
      <SelectField
        label="Format"
        hint={bytes === null ? '' : `The site’s own has about ${sayBytes(bytes)}.`}
        value={wishes.sound}
        onChange={({ target }) => onChange({ sound: target.value as Wishes['sound'] })}
      >
        {sounds.map(([sound, said]) => (
          <option key={sound} value={sound}>
            {said}
          </option>
        ))}
      </SelectField>
      {hasBitrate(wishes.sound) && (
        <SelectField
          label="Bit rate"
          value={wishes.bitrate}
          onChange={({ target }) => onChange({ bitrate: target.value as Wishes['bitrate'] })}
        >
          <option value="">Good, as needed</option>
          {bitrates.map((rate) => (
            <option key={rate} value={rate}>
              {Number.parseInt(rate, 10)} kbit/s
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
};

const mostNamed = 8;

const sayLanguages = (languages: readonly string[]): string =>
  languages.length > mostNamed
    ? `${languages.slice(0, mostNamed).join(', ')} and ${languages.length - mostNamed} more`
    : languages.join(', ');

const sayHad = ({ languages }: Known): string => {
  if (!languages) return 'en* means English of any country, all means every language.';
  const { manual, automatic } = languages;
  if (manual.length + automatic.length === 0) return 'The site names none.';
  return [
    manual.length > 0 && `There ${manual.length === 1 ? 'is' : 'are'} ${sayLanguages(manual)}.`,
    automatic.length > 0 &&
      `Made by machine: ${automatic.length > mostNamed ? plural(automatic.length, 'language') : sayLanguages(automatic)}.`,
  ]
    .filter(Boolean)
    .join(' ');
};

const Subtitles = ({ wishes, onChange, known }: WishProps) => (
  <div className={styles.nested}>
    <CheckField
      label="Subtitles"
      checked={wishes.subtitles}
      onChange={({ target }) => onChange({ subtitles: target.checked })}
    />
    {wishes.subtitles && (
      <div className={styles.inner}>
        <TextField
          label="Languages"
          hint={sayHad(known)}
          value={wishes.languages}
          required
          onChange={({ target }) => onChange({ languages: target.value })}
        />
        <CheckField
          label="Those made by machine will do"
          checked={wishes.automatic}
          onChange={({ target }) => onChange({ automatic: target.checked })}
        />
        {wishes.what === 'video' && (
          <CheckField
            label="Inside the video file"
            hint="Else they are files of their own."
            checked={wishes.subtitlesInside}
            onChange={({ target }) => onChange({ subtitlesInside: target.checked })}
          />
        )}
      </div>
    )}
  </div>
);

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
      {wishes.what === 'sound' && <Sound {...props} />}
      {wishes.what === 'video' && (known.qualities ? <QualityCards {...props} /> : <QualityList {...props} />)}
      <Subtitles {...props} />
      {limit && <AtMost {...limit} />}
      <MoreWishes {...props} />
    </section>
  );
};
