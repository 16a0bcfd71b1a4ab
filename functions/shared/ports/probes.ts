/** The cheapest real question to each thing that the engine cannot work without; any failure throws. */
export type Probes = {
  readonly table: () => Promise<void>;
  readonly store: () => Promise<void>;
};
