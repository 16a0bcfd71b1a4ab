import type { Wish } from '../api/types.ts';

/**
 * `ready` waits for a person to start it, `waiting` for the file to be chosen again after the tab was closed;
 * `finishing` has all its bytes there and waits for the answer.
 */
export type UploadStage = 'ready' | 'waiting' | 'sending' | 'paused' | 'finishing' | 'done' | 'failed';

export type Upload = {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly stage: UploadStage;
  readonly sentBytes: number;
  readonly bytesPerSecond?: number;
  readonly wish: Wish;
  /** What went wrong, as a sentence. */
  readonly error?: string;
  /** The job that it started. */
  readonly job?: string;
  /** The same file was sent before: nothing is to be sent again. */
  readonly alreadyThere?: boolean;
};

/** A file, with the browser's lasting grip on it where it has one. */
export type ChosenFile = { readonly file: File; readonly handle?: FileSystemFileHandle };

export const secondsLeft = ({ bytes, sentBytes, bytesPerSecond }: Upload): number | undefined =>
  bytesPerSecond && bytesPerSecond > 0 ? (bytes - sentBytes) / bytesPerSecond : undefined;
