/** One run of ffmpeg within a job. */
export type Step = {
  /** Shown to people: `measuring`, `encoding`. */
  readonly stage: string;
  readonly args: readonly string[];
  /** Its share of the whole work, 0 to 1. */
  readonly share: number;
};

const places = ['location', 'location-eng', 'com.apple.quicktime.location.ISO6709'];

/** Nothing but what we map: no data streams; the place of recording is nobody's business. */
export const cleanMetadata = ['-dn', ...places.flatMap((name) => ['-metadata', `${name}=`])];
