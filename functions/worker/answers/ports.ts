import type { CookieJars } from '#shared/ports/cookie-jars.ts';
import type { Checkpoints, JobLog, JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { Presence } from '#shared/ports/presence.ts';
import type { Turns } from '#shared/ports/turns.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import type { WorkQueue } from '#shared/ports/work-queue.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import type { AnswerOf, AskOf, Do } from '../protocol.ts';

/** What stands behind the protocol. */
export type AnswerPorts = {
  readonly queueOf: (tag: string) => Omit<WorkQueue, 'send'>;
  readonly callbacks: Callbacks;
  readonly jobs: Pick<JobTable, 'get' | 'apply'>;
  readonly logs: Pick<JobLog, 'append'>;
  readonly checkpoints: Omit<Checkpoints, 'clear' | 'makers'>;
  readonly media: Pick<MediaStore, 'head' | 'presign'>;
  readonly multiparts: MultipartStore;
  readonly cookieJars: CookieJars;
  readonly turns: Turns;
  readonly presence: Pick<Presence, 'tell' | 'leave'>;
};

/** One function for each thing that may be asked. */
export type Answers<D extends Do> = {
  readonly [K in D]: (ask: AskOf<K>, ports: AnswerPorts, now: Date) => Promise<AnswerOf<K>>;
};
