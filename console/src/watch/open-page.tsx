import type { ReactNode } from 'react';
import { ThemeSwitch } from '../frame/theme-switch.tsx';
import { Wheel } from '../parts/wheel.tsx';
import styles from './open-page.module.css';

/** The frame of a page for whoever has a link: nobody has to sign in, and nothing leads further in. */
export const OpenPage = ({ children }: { readonly children: ReactNode }) => (
  <main className={styles.page}>
    <header className={styles.head}>
      <p className={styles.mark}>
        <Wheel size={24} />
        Reelmill
      </p>
      <ThemeSwitch />
    </header>
    {children}
  </main>
);
