/** What ffprobe says of a source, as its JSON has it; times are strings of seconds. */
export type ProbeReport = {
  readonly format?: Readonly<Record<string, unknown>>;
  readonly streams?: readonly Readonly<Record<string, unknown>>[];
  readonly chapters?: readonly Readonly<Record<string, unknown>>[];
};

export type EncodeProgress = {
  /** Seconds of output written so far. */
  readonly seconds: number;
  readonly frames: number;
  /** Multiple of real time. */
  readonly speed: number;
  readonly bytes: number;
};

export type RunOptions = {
  readonly signal: AbortSignal;
  /** Working folder; relative names in the arguments are within it. */
  readonly cwd: string;
  readonly onProgress?: (progress: EncodeProgress) => void;
  /** Each line of the tool's own log, with presigned queries masked. */
  readonly onLine?: (line: string) => void;
};

/** The programs that operations drive. Every failure is an `EngineError` whose code says whose fault it was. */
export type Tools = {
  readonly probe: (source: string, options: Pick<RunOptions, 'signal' | 'cwd'>) => Promise<ProbeReport>;
  readonly ffmpeg: (args: readonly string[], options: RunOptions) => Promise<void>;
};
