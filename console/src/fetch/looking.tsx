import { useEffect, useState } from 'react';
import { Wheel } from '../parts/wheel.tsx';
import styles from './looking.module.css';

const patienceMs = 8_000;

/** The site is asked; some take their time. */
export const Looking = () => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.looking} role="status">
      <Wheel turning size={36} />
      <p>{long ? 'The site takes its time. It is still being asked.' : 'Asking the site what is there.'}</p>
    </div>
  );
};
