import type { EngineError } from '../errors.ts';

export type WebOptions = {
  readonly signal: AbortSignal;
  /** The scratch folder of the run; a folder of its own within it holds what the programs need. */
  readonly scratch: string;
  /** The name of a proxy of this installation; absent goes out directly. */
  readonly proxy?: string;
  /** All that sites may send in this run together. @default without end */
  readonly maxBytes?: number;
  /** One line for each host that the guard refuses. */
  readonly log?: (line: string) => void;
};

/** How a program that reads the web ended, and its last lines as it said them: to judge by, and for nobody's eyes. */
export type WebEnd = {
  readonly exitCode: number | null;
  readonly stopped: boolean;
  readonly said: readonly string[];
  /** For how many seconds each host asked to be left alone, where that could be heard. */
  readonly pauses: ReadonlyMap<string, number>;
};

export type WebRun = {
  /** @default the scratch folder */
  readonly cwd?: string;
  readonly onStdout?: (line: string) => void;
  readonly onLine?: (line: string) => void;
};

/** By what a file is known to be the same as before (RFC 9110 §8.8); null where the site does not say. */
export type Validators = {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the whole file. */
  readonly bytes: number | null;
};

/** A run's way into the web: every connection is judged by one guard, which ends with it. */
export type WebAccess = AsyncDisposable & {
  /** What yt-dlp is to be told of this machine, in absolute paths; of the guard it is told by its environment. */
  readonly machine: {
    readonly scratch: string;
    readonly cache: string;
    readonly node: string;
    readonly ffmpeg: string;
  };
  readonly ytDlp: (args: readonly string[], run?: WebRun) => Promise<WebEnd>;
  /** What a site says of a file, which it does not send for that; null when it says nothing. `cookies`: a file of them. */
  readonly ask: (
    url: string,
    headers?: Readonly<Record<string, string>>,
    cookies?: string,
  ) => Promise<Validators | null>;
  /** A small file, whole; null when it has more bytes than that, does not come soon, or is not to be had. */
  readonly read: (url: string, most: number) => Promise<Uint8Array | null>;
  /** Why the guard refused something, or ended the run for its size, if it did. */
  readonly failure: () => EngineError | undefined;
  /** That came in so far. */
  readonly bytes: () => number;
};

/** The programs that read sites. They reach nothing but through the guard. */
export type Web = {
  /** @throws `request.invalid` when the installation has no proxy of that name */
  readonly open: (options: WebOptions) => Promise<WebAccess>;
  /** Of the yt-dlp on this machine. */
  readonly version: () => Promise<string>;
};
