import type { JobState } from '../job.ts';

/** Why we do not write to an address any more. */
export type Suppression = 'bounce' | 'complaint';

/** What has been mailed and whom not to mail, so that nobody gets a message twice or against their will. */
export type MailLedger = {
  /** True the first time only; a second event about the same end of the same attempt gets false. */
  readonly claim: (job: string, attempt: number, state: JobState) => Promise<boolean>;
  /** Gives a claim back after the mail could not be handed over, so that another try may. */
  readonly release: (job: string, attempt: number, state: JobState) => Promise<void>;
  /** Addresses are compared without regard to case. */
  readonly suppress: (address: string, reason: Suppression) => Promise<void>;
  readonly isSuppressed: (address: string) => Promise<boolean>;
};
