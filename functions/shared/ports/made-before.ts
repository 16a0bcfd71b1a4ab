/** Which job made what a content key stands for; remembered for 30 days. */
export type MadeBefore = {
  /** The id of the last job that made it. */
  readonly find: (key: string) => Promise<string | null>;
  readonly remember: (key: string, job: string) => Promise<void>;
};
