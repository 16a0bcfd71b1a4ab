import type * as z from 'zod';
import type { Job } from './job.ts';
import type { CookieJars } from './ports/cookie-jars.ts';
import type { GrowingObjects } from './ports/growing-objects.ts';
import type { MediaStore } from './ports/media-store.ts';
import type { Sites } from './ports/sites.ts';
import type { Tools } from './ports/tools.ts';
import type { Web } from './ports/web.ts';

export type Tool = 'ffmpeg' | 'ffprobe' | 'yt-dlp';

/** What one run may need at most; a placement refuses at synth what it cannot give. */
export type Needs = {
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  readonly minutes: number;
  readonly tools: readonly Tool[];
  readonly gpu?: boolean;
};

/** What a result says of its job as a whole; it goes on the record. */
export type Told = Partial<Pick<Job, 'name' | 'ytDlp'>>;

/** A unit of media work as the rest of the engine sees it: a name, typed input and output, and its needs. */
export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly name: `${string}.${string}`;
  readonly input: I;
  readonly output: O;
  readonly needs: Needs;
  /** Whether an output holds for now alone, so that the step is done anew when the workflow comes back to it. */
  isForNow?(output: z.output<O>): boolean;
  tells?(input: z.output<I>, output: z.output<O>): Told;
};

export const operation = <I extends z.ZodType, O extends z.ZodType>(contract: Operation<I, O>): Operation<I, O> =>
  contract;

export type Progress = {
  /** 0 to 100 of this operation; absent while it cannot be known. */
  readonly percent?: number;
  /** What is being done, one or two words: `probing`, `encoding`, `uploading`. */
  readonly stage: string;
  /** Speed as a multiple of real time. */
  readonly speed?: number;
  /** Of a transfer: done so far, of so many, by so many a second, until it is done. */
  readonly bytes?: number;
  readonly totalBytes?: number;
  readonly bytesPerSecond?: number;
  readonly etaSeconds?: number;
};

/** What a running operation is given besides its input. */
export type WorkContext = {
  /** A folder of its own, removed afterwards; the only place it may write to. */
  readonly scratch: string;
  /** Aborts on a cancel, a lost claim or a time-out; tools get SIGINT, then SIGKILL. */
  readonly signal: AbortSignal;
  /** Whose job it is. */
  readonly owner: string;
  /** Under which keys of the store this job's files go, ending in `/`. */
  readonly prefix: { readonly artifacts: string; readonly work: string };
  readonly report: (progress: Progress) => void;
  readonly log: (line: string) => void;
};

/** What work may do with stored media: read, and save what it made. */
export type WorkStore = Pick<MediaStore, 'head' | 'open' | 'read' | 'save'>;

export type WorkPorts = {
  readonly media: WorkStore;
  /** Absent where a worker outside reaches the store by signed addresses alone. */
  readonly growing?: GrowingObjects;
  readonly tools: Tools;
  readonly web: Web;
  readonly sites: Sites;
  readonly cookieJars: CookieJars;
};

/** A contract bound to the code that does it. Idempotent by output key: a second run may overwrite, never add. */
export type Work<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly operation: Operation<I, O>;
  readonly run: (input: z.output<I>, context: WorkContext, ports: WorkPorts) => Promise<z.input<O>>;
};

export const work = <I extends z.ZodType, O extends z.ZodType>(
  contract: Operation<I, O>,
  run: Work<I, O>['run'],
): Work<I, O> => ({ operation: contract, run });
