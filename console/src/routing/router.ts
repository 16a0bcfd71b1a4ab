import { useEffect, useSyncExternalStore } from 'react';

const changed = new EventTarget();
const snapshot = (): string => window.location.pathname + window.location.search;

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('popstate', listener);
  changed.addEventListener('change', listener);
  return () => {
    window.removeEventListener('popstate', listener);
    changed.removeEventListener('change', listener);
  };
};

export type Place = { readonly path: string; readonly query: URLSearchParams };

/** Where we are; draws anew when that changes. */
export const usePlace = (): Place => {
  const url = new URL(useSyncExternalStore(subscribe, snapshot), window.location.origin);
  return { path: url.pathname, query: url.searchParams };
};

let walked = false;

export const navigate = (to: string, { replace = false } = {}): void => {
  if (to === snapshot()) return;
  const samePage = new URL(to, window.location.origin).pathname === window.location.pathname;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', to);
  walked ||= !samePage;
  if (!samePage) window.scrollTo(0, 0);
  changed.dispatchEvent(new Event('change'));
};

/** Names the page in the tab, and after a walk within the console moves the reading position to its heading. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = title ? `${title} · Reelmill` : 'Reelmill';
  }, [title]);
  useEffect(() => {
    if (walked) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, []);
};
