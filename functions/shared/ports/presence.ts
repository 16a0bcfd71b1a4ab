import type { WorkerNews } from '../worker-news.ts';

/** When a worker told it, as an ISO instant of the installation's clock. */
export type HeardNews = WorkerNews & { readonly at: string };

/** The workers there are, by what they told of themselves within the last hour. */
export type Presence = {
  readonly tell: (news: WorkerNews) => Promise<void>;
  /** A worker that waited says that it does not any more. */
  readonly leave: (worker: string) => Promise<void>;
  readonly list: () => Promise<readonly HeardNews[]>;
};

/** The machine that this process runs on. */
export type Machine = {
  /** Asked of the programs themselves, and again after a while: they are replaced under a worker that runs. */
  readonly programs: () => Promise<Pick<WorkerNews, 'ytDlp' | 'ffmpeg'>>;
  readonly freeBytes: (folder: string) => Promise<number>;
};
