import { findJob } from '#shared/find-job.ts';
import type { Job } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import type { ColdStorage } from '#shared/ports/cold-storage.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Links } from '#shared/ports/links.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { ok, route } from '#shared/route.ts';
import { placeOf } from '../artifact-place.ts';
import { artifactLinks } from '../schema.ts';

type Ports = { jobs: JobTable; links: Links; media: Pick<MediaStore, 'head'>; cold: Pick<ColdStorage, 'look'> };

const linkSeconds = 3600;

const addresses = (origin: string, token: string) => ({
  url: `${origin}/api/v1/links/${token}`,
  inlineUrl: `${origin}/api/v1/links/${token}?inline=true`,
});

/** The object that the job reads, when its request names one. */
const sourceOf = async ({ request, name }: Job, { media }: Ports) => {
  const key = request['source'];
  const found = typeof key === 'string' ? await media.head(key) : null;
  return found && { key: found.key, fileName: name, mediaType: found.mediaType, bytes: found.bytes };
};

export const listArtifacts = route({
  method: 'GET',
  path: '/api/v1/jobs/{id}/artifacts',
  summary: "List a job's files, each with links",
  allows: 'read',
  counts: 'reads',
  params: jobParams,
  replies: { 200: artifactLinks },
  handle: async ({ params, caller, now, origin }, ports: Ports) => {
    const job = await findJob(params.id, caller, ports);
    const expiresAt = new Date(now.getTime() + linkSeconds * 1000);
    const link = async (file: { key: string; fileName: string; mediaType: string }) =>
      addresses(origin, await ports.links.issue({ owner: job.owner, job: job.id, ...file }, expiresAt));
    const artifacts = await Promise.all(
      job.artifacts.map(async ({ key, ...shown }) => ({
        ...shown,
        state: (await ports.cold.look(placeOf({ key, kind: shown.kind }))).state,
        ...(await link({ key, fileName: shown.name, mediaType: shown.mediaType })),
      })),
    );
    const source = await sourceOf(job, ports);
    return ok({
      artifacts,
      source: source && {
        bytes: source.bytes,
        mediaType: source.mediaType,
        ...(await link({ key: source.key, fileName: source.fileName, mediaType: source.mediaType })),
      },
      expiresAt: expiresAt.toISOString(),
    });
  },
});
