import type { JobKind } from '#shared/job.ts';
import type { JobOrder } from '#shared/start-job.ts';
import type { TranscodeWishes } from './schema.ts';
import type { JobWishes } from './verb.ts';

export type StoredSource = { readonly owner: string; readonly key: string; readonly fileName: string };

const withoutEnding = (fileName: string): string => fileName.replace(/(?<=.)\.[^.]{1,8}$/, '');

/** The job that a verb makes of a source: what is not about the job as such is what it is to make. */
export const verbOrder = (
  kind: JobKind,
  { owner, key, fileName }: StoredSource,
  { name, email, webhook, retentionSeconds, reuse, ...make }: JobWishes,
): JobOrder => ({
  kind,
  owner,
  name: name ?? fileName,
  request: { source: key, name: name ?? withoutEnding(fileName), make, ...(reuse === false && { reuse }) },
  email,
  webhook,
  retentionSeconds,
});

/** The job that a request, an upload or a dropped object asks for. */
export const transcodeOrder = (source: StoredSource, wishes: TranscodeWishes): JobOrder =>
  verbOrder('transcode', source, wishes);
