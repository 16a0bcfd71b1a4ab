import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const key = 'reelmill.theme';
const changed = new EventTarget();

const isTheme = (value: unknown): value is Theme => value === 'light' || value === 'dark' || value === 'system';

const kept = (): Theme => {
  try {
    const value = window.localStorage.getItem(key);
    return isTheme(value) ? value : 'system';
  } catch {
    return 'system';
  }
};

let theme: Theme = kept();

const apply = (): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};
apply();

export const chooseTheme = (next: Theme): void => {
  theme = next;
  try {
    window.localStorage.setItem(key, next);
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
  apply();
  changed.dispatchEvent(new Event('change'));
};

const subscribe = (listener: () => void): (() => void) => {
  changed.addEventListener('change', listener);
  return () => changed.removeEventListener('change', listener);
};

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => theme);
