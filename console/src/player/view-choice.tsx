import type { View } from './screens.tsx';
import styles from './view-choice.module.css';

const views: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'result', label: 'Result' },
  { view: 'beside', label: 'Beside the source' },
  { view: 'wipe', label: 'Wipe' },
];

export const ViewChoice = ({ view, onChoose }: { readonly view: View; readonly onChoose: (view: View) => void }) => (
  <fieldset className={styles.choice}>
    <legend className="visually-hidden">Show</legend>
    {views.map((one) => (
      <label key={one.view}>
        <input
          type="radio"
          name="view"
          className="visually-hidden"
          checked={one.view === view}
          onChange={() => onChoose(one.view)}
        />
        <span>{one.label}</span>
      </label>
    ))}
  </fieldset>
);
