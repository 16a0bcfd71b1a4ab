/** One run of ffmpeg within a job. */
export type Step = {
  /** Shown to people: `measuring`, `encoding`. */
  readonly stage: string;
  readonly args: readonly string[];
  /** Its share of the whole work, 0 to 1. */
  readonly share: number;
};

/** Nothing but what we map: no data streams; the place of recording is nobody's business. */
export const cleanMetadata = ['-dn', '-metadata', 'location=', '-metadata', 'location-eng='];
