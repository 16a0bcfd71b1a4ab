import type { Artifact } from '#shared/artifact.ts';
import { type Caller, permissionsOf, type Role } from '#shared/caller.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import type { PartedUpload, Upload } from '#shared/upload.ts';

/** A job as it is right after it was asked for; its id carries the time it was created at. */
export const aJob = (known: Partial<Job> = {}): Job => {
  const createdAt = known.createdAt ?? '2026-11-21T12:00:00.000Z';
  return {
    id: newId(new Date(createdAt)),
    kind: 'transcode',
    owner: 'alice',
    name: 'holiday.mov',
    state: 'queued',
    attempt: 1,
    request: { source: 'raw/alice/holiday.mov', preset: 'h264-1080p' },
    progress: { stage: 'queued', at: createdAt },
    artifacts: [],
    notes: [],
    createdAt,
    retentionSeconds: 7 * 24 * 60 * 60,
    ...known,
  };
};

export const anArtifact = (known: Partial<Artifact> = {}): Artifact => ({
  name: 'holiday.mp4',
  kind: 'video',
  key: 'processed/alice/job/holiday.mp4',
  mediaType: 'video/mp4',
  bytes: 1_000_000,
  sha256: 'ab'.repeat(32),
  facts: { seconds: 8.3, width: 1920, height: 1080, fps: 25, videoCodec: 'h264', audioCodec: 'aac', bitrate: 963_855 },
  ...known,
});

export const anUpload = (known: Partial<PartedUpload> = {}): PartedUpload => {
  const createdAt = known.createdAt ?? '2026-11-21T12:00:00.000Z';
  const id = known.id ?? newId(new Date(createdAt));
  const { owner = 'alice', fileName = 'holiday.mov' } = known;
  return {
    id,
    owner,
    key: `raw/${owner}/${id}/${fileName}`,
    multipart: 'multipart-1',
    fileName,
    bytes: 20_000_000,
    partBytes: 8_388_608,
    mediaType: 'video/quicktime',
    state: 'open',
    createdAt,
    ...known,
  };
};

/** The record of an object that was put straight under `raw/`. */
export const aDrop = (known: Partial<Upload> = {}): Upload => {
  const { multipart: _multipart, partBytes: _partBytes, ...about } = anUpload();
  return { ...about, key: 'raw/alice/trip/holiday.mov', state: 'completed', ...known };
};

export const aCaller = ({ role = 'user', ...known }: Partial<Caller> & { readonly role?: Role } = {}): Caller => ({
  owner: 'alice',
  name: 'Alice',
  permissions: permissionsOf([role]),
  address: '192.0.2.10',
  ...known,
});
