import { plural } from '../format/format.ts';
import { CheckField, TextField } from '../parts/field.tsx';
import styles from './wish-form.module.css';
import type { Known, WishProps } from './wish-props.ts';

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

/** Which subtitles, and where they go. */
export const SubtitleChoice = ({ wishes, onChange, known }: WishProps) => (
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
