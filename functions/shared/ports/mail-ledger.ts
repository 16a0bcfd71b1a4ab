import type { JobState } from '../job.ts';

/** Why we do not write to an address any more. */
export type Suppression = 'bounce' | 'complaint';

/** `held`: somebody else is about to mail it, or died at it; their claim runs out. `settled`: nothing is owed any more. */
type Claim = 'granted' | 'held' | 'settled';

/** What has been mailed and whom not to mail, so that nobody gets a message twice or against their will. */
export type MailLedger = {
  /** The right to mail this end of this attempt, for `claimSeconds`; then it can be claimed anew. */
  readonly claim: (job: string, attempt: number, state: JobState) => Promise<Claim>;
  /** The mail was handed over, or there is none to send. */
  readonly settle: (job: string, attempt: number, state: JobState) => Promise<void>;
  /** Gives a claim back after the mail could not be handed over, so that another try may. */
  readonly release: (job: string, attempt: number, state: JobState) => Promise<void>;
  /** Addresses are compared without regard to case. */
  readonly suppress: (address: string, reason: Suppression) => Promise<void>;
  readonly isSuppressed: (address: string) => Promise<boolean>;
};

/** Longer than whoever claims may live, so that no two are at one mail: a function that sends has 30 s. */
export const claimSeconds = 60;
