import type { JobOrder } from '#shared/start-job.ts';
import type { TranscodeWishes } from './schema.ts';

export type TranscodeSource = { readonly owner: string; readonly key: string; readonly fileName: string };

const withoutEnding = (fileName: string): string => fileName.replace(/(?<=.)\.[^.]{1,8}$/, '');

/** The job that a request, an upload or a dropped object asks for. */
export const transcodeOrder = (
  { owner, key, fileName }: TranscodeSource,
  { name, email, webhook, retentionSeconds, reuse, ...make }: TranscodeWishes,
): JobOrder => ({
  kind: 'transcode',
  owner,
  name: name ?? fileName,
  request: { source: key, name: name ?? withoutEnding(fileName), make, ...(reuse === false && { reuse }) },
  email,
  webhook,
  retentionSeconds,
});
