export type Take = {
  /** Who is counted: `address:…` or `user:…`, with the limit's name. */
  readonly key: string;
  readonly count: number;
  readonly seconds: number;
};

export type Taken = {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until the window ends or, when refused, until one more would be allowed. */
  readonly resetSeconds: number;
};

/** Atomic counters in windows, sliding enough that a window's edge does not double the limit. */
export type Limits = { readonly take: (take: Take, now: Date) => Promise<Taken> };
