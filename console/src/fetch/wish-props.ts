import type { Quality } from './qualities.ts';
import type { Wishes } from './wishes.ts';

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
