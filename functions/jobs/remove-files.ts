import type { Job } from '#shared/job.ts';
import type { Checkpoints, JobTable } from '#shared/ports/jobs.ts';
import type { Links } from '#shared/ports/links.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { artifactPrefix, workPrefix } from '#shared/prefixes.ts';

export type CleanPorts = {
  readonly jobs: JobTable;
  readonly links: Links;
  readonly media: Pick<MediaStore, 'erase'>;
  readonly checkpoints: Pick<Checkpoints, 'clear'>;
};

/** All that a job left behind but its record: links, files in every version, checkpoints. May be repeated. */
export const removeFiles = async (job: Job, { links, media, checkpoints }: CleanPorts): Promise<void> => {
  await links.revoke(job.id);
  await Promise.all([media.erase(artifactPrefix(job)), media.erase(workPrefix(job)), checkpoints.clear(job.id)]);
};
