import * as z from 'zod';
import { artifact } from '#shared/artifact.ts';
import { jobKind, jobState, jobView, retentionSeconds } from '#shared/job.ts';
import { cursor, pageSize } from '#shared/job-queries.ts';
import { fileState, readyWithinHours } from '#shared/restoration.ts';

const commaList = <const T extends readonly string[]>(values: T) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(values)).min(1));

export const jobsQuery = z.strictObject({
  state: commaList(jobState.options)
    .optional()
    .meta({ description: 'One or several states', example: 'queued,running' }),
  kind: commaList(jobKind.options).optional(),
  since: z.iso.datetime().optional().meta({ description: 'Created then or later' }),
  until: z.iso.datetime().optional().meta({ description: 'Created then or earlier' }),
  owner: z.string().max(128).optional().meta({ description: 'Another owner, or `all`; needs `manage`' }),
  cursor,
  limit: pageSize(100, 25),
});

export const jobPage = z
  .strictObject({ jobs: z.array(jobView), cursor: z.string().nullable() })
  .meta({ id: 'JobPage' });

const artifactLink = artifact
  .omit({ key: true })
  .extend({
    state: fileState,
    url: z.url().meta({ description: 'Saves the file, of a ladder plays it; ends at `expiresAt`' }),
    inlineUrl: z.url().meta({ description: 'Shows it in place; of a ladder, the address that a player takes' }),
  })
  .meta({ id: 'ArtifactLink' });

export const artifactLinks = z
  .strictObject({
    artifacts: z.array(artifactLink),
    /** What it was made from, while it is there. */
    source: z.strictObject({ url: z.url(), inlineUrl: z.url(), bytes: z.int(), mediaType: z.string() }).nullable(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'ArtifactLinks' });

export const restoration = z
  .strictObject({
    artifacts: z.array(z.strictObject({ name: z.string(), state: fileState })),
    readyWithinHours,
  })
  .meta({ id: 'Restoration' });

export const retention = z.strictObject({
  seconds: retentionSeconds.meta({ description: 'Seconds from now until the files go', example: 86400 }),
});
