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
  { name: 'check', budgetSeconds: 90 },
  { name: 'unit', budgetSeconds: 120 },
  { name: 'workflows', budgetSeconds: 30 },
  { name: 'infra', budgetSeconds: 120 },
  { name: 'media', budgetSeconds: 240 },
  { name: 'contract', budgetSeconds: 120, stack: true },
  { name: 'e2e', budgetSeconds: 480, stack: true },
  { name: 'browser', budgetSeconds: 240, stack: true, browser: true },
];
