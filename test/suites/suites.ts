/** A kind of test, and the time it may take of the whole's 25 minutes on two cores. */
export type Suite = {
  readonly name: string;
  readonly budgetSeconds: number;
  /** Whether it talks to the deployed home stack. */
  readonly stack?: boolean;
  /** Whether it drives Chromium. */
  readonly browser?: boolean;
};

export const suites: readonly Suite[] = [
  { name: 'check', budgetSeconds: 50 },
  { name: 'unit', budgetSeconds: 80 },
  { name: 'workflows', budgetSeconds: 20 },
  { name: 'infra', budgetSeconds: 60 },
  { name: 'media', budgetSeconds: 220 },
  { name: 'contract', budgetSeconds: 90, stack: true },
  { name: 'e2e', budgetSeconds: 660, stack: true },
  { name: 'browser', budgetSeconds: 320, stack: true, browser: true },
];
