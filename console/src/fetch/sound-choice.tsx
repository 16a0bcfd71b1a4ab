import { SelectField } from '../parts/field.tsx';
import { sayMore } from './qualities.ts';
import styles from './wish-form.module.css';
import type { WishProps } from './wish-props.ts';
import { hasBitrate, type Wishes } from './wishes.ts';

const sounds: readonly (readonly [Wishes['sound'], string])[] = [
  ['mp3', 'MP3: plays everywhere'],
  ['m4a', 'M4A (AAC)'],
  ['opus', 'Opus: small and good'],
  ['flac', 'FLAC: nothing is lost, large'],
  ['wav', 'WAV: nothing is lost, largest'],
  ['as-is', 'As the site has it'],
];

const bitrates = ['96k', '128k', '160k', '192k', '224k', '256k', '320k'] as const;

/** As which file the sound alone is wanted. */
export const SoundChoice = ({ wishes, onChange, known }: WishProps) => {
  const own = known.qualities?.find(({ name }) => name === 'audio');
  const facts = own && sayMore(own);
  return (
    <div className={styles.pair}>
      <SelectField
        label="Format"
        hint={facts ? `The site’s own: ${facts}.` : ''}
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
