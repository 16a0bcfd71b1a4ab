import { readFile } from 'node:fs/promises';
import { CompleteMultipartUploadCommand, ListMultipartUploadsCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { Bucket, bucket, keysUnder, putInParts, putObject } from '../support/bucket.ts';
import { allEnded, beginUpload, sendPart } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { objectCreated } from '../support/reactions.ts';
import { quickly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

/** Joins the parts of the one open upload of the key, as a client does whose completion is never answered. */
const joinAtStore = async (Key: string): Promise<void> => {
  const client = bucket();
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }));
  const UploadId = Uploads.find((open) => open.Key === Key)?.UploadId;
  const { Parts = [] } = await client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
  const MultipartUpload = { Parts: Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) };
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
  client.destroy();
};

describe('objects put straight under raw/', () => {
  let person: Person;
  let path: string;
  let bytes: Uint8Array;
  const preset = { preset: 'h264-480p' };
  const keyOf = (name: string) => `raw/${person.owner}/${name}`;

  const jobsOf = async (key: string): Promise<JobView[]> =>
    (await person.api('GET', '/api/v1/jobs?limit=100')).body.jobs.filter(
      ({ request }: JobView) => request['source'] === key,
    );
  const jobOf = async (key: string): Promise<JobView> =>
    (
      await until(
        () => jobsOf(key),
        (jobs) => jobs.length > 0,
        { everyMs: 500 },
      )
    )[0] as JobView;

  beforeAll(async () => {
    [person, path] = await Promise.all([aPerson('user'), source('tiny.mp4')]);
    bytes = await readFile(path);
  });

  it('start the work that their metadata asks for, for the owner that their key names', async () => {
    const whole = keyOf('folder/whole.mp4');
    const joined = keyOf('joined.mkv');
    await putObject(whole, bytes, preset);
    await putInParts(joined, await source('noisy.mkv'), { preset: 'wav' });
    const ids = [await jobOf(whole), await jobOf(joined)].map(({ id }) => id);
    const ended = await allEnded(person.api, ids);
    expect(ended).toMatchObject([
      { state: 'succeeded', name: 'whole.mp4', artifacts: [{ mediaType: 'video/mp4' }, {}] },
      { state: 'succeeded', name: 'joined.mkv', artifacts: [{ mediaType: 'audio/wav' }] },
    ]);
  });

  it('start it once, however often and late they are told of', async () => {
    const key = keyOf('once.mp4');
    await putObject(key, bytes, preset);
    const { id } = await jobOf(key);
    await Promise.all([objectCreated(key), objectCreated(key)]);
    expect((await jobsOf(key)).map((job) => job.id)).toEqual([id]);
    await allEnded(person.api, [id]);
    await objectCreated(key);
    expect((await jobsOf(key)).map((job) => job.id)).toEqual([id]);
  });

  it('start nothing new when the same bytes come again, and a new job when others do', async () => {
    const key = keyOf('again.mp4');
    await putObject(key, bytes, preset);
    const { id } = await jobOf(key);
    await putObject(key, bytes, preset);
    await objectCreated(key);
    expect((await jobsOf(key)).map((job) => job.id)).toEqual([id]);
    await putObject(key, Buffer.concat([bytes, Buffer.alloc(8)]), preset);
    const [second] = await until(
      () => jobsOf(key),
      (jobs) => jobs.length === 2,
    );
    const [, latest] = await allEnded(person.api, [id, second?.id ?? '']);
    expect(latest).toMatchObject({ state: 'succeeded' });
  });

  it('start another job when the same bytes come again with another wish, once', async () => {
    const key = keyOf('wish.mp4');
    await putObject(key, bytes, preset);
    const { id } = await jobOf(key);
    await putObject(key, bytes, { preset: 'wav' });
    const jobs = await until(
      () => jobsOf(key),
      (seen) => seen.length === 2,
    );
    await objectCreated(key);
    expect(await jobsOf(key)).toHaveLength(2);
    await allEnded(
      person.api,
      jobs.map((job) => job.id),
    );
    expect(jobs.map((job) => job.id)).toContain(id);
  });

  it('start the work of their upload even if its completion is never answered, and once if it is asked again', async () => {
    const { body: plan } = await beginUpload(person.api, path, { then: quickly });
    await sendPart(path, plan.partBytes, plan.parts[0]);
    await joinAtStore(plan.key);
    const { id } = await jobOf(plan.key);
    const late = await person.api('POST', `/api/v1/uploads/${plan.id}/complete`, { body: {} });
    expect(late).toMatchObject({ status: 202, body: { job: { id }, upload: { state: 'completed', job: id } } });
    await objectCreated(plan.key);
    expect(await jobsOf(plan.key)).toHaveLength(1);
  });

  it("start what their owner's profile says when they say nothing themselves", async () => {
    const own = await aPerson('user');
    const unknown = await own.api('PUT', '/api/v1/me', { body: { defaultPreset: 'h264-9000p' } });
    expect(unknown).toMatchObject({ status: 400, body: { field: 'defaultPreset' } });
    const set = await own.api('PUT', '/api/v1/me', { body: { defaultPreset: 'mp3' } });
    expect(set).toMatchObject({ status: 200, body: { owner: own.owner, defaultPreset: 'mp3' } });
    await putObject(`raw/${own.owner}/silent.mp4`, bytes);
    const { body } = await until(
      () => own.api('GET', '/api/v1/jobs'),
      (answer) => answer.body.jobs.length > 0,
    );
    expect(body.jobs).toMatchObject([{ request: { make: { preset: 'mp3' } } }]);
  });

  it('start nothing when they ask for what does not exist', async () => {
    const key = keyOf('unknown.mp4');
    await putObject(key, bytes, { preset: 'h264-9000p' });
    await objectCreated(key);
    expect(await jobsOf(key)).toEqual([]);
  });

  it('fail as empty when they are', async () => {
    const key = keyOf('empty.mp4');
    await putObject(key, new Uint8Array(), preset);
    const { id } = await jobOf(key);
    expect(await allEnded(person.api, [id])).toMatchObject([{ state: 'failed', error: { code: 'source.empty' } }]);
  });

  it.each([
    ['spaces and signs', 'spaces and + signs & ampersands.mp4'],
    ['percent signs', '100% of it, and %2e%2e%2f.mp4'],
    ['emoji and umlauts', "emoji 🎬 and Grüße 'quoted'.mp4"],
    ['nearly as many bytes as a key may have', `${'deep/'.repeat(150)}${'x'.repeat(180)}.mp4`],
    ['only emoji', '🎬🍿.mp4'],
    ['a dash like an option', '-rf.mp4'],
  ])('may have names with %s', async (_what, name) => {
    const key = keyOf(name);
    await putObject(key, bytes, preset);
    const { id } = await jobOf(key);
    const [job] = await allEnded(person.api, [id]);
    expect(job).toMatchObject({ state: 'succeeded', name: name.split('/').at(-1) });
    expect(job?.artifacts[0]?.name).toMatch(/\.mp4$/);
  });

  it('may have a key of as many bytes as S3 takes', async () => {
    const folder = keyOf('deep/'.repeat(160));
    const key = `${folder}${'x'.repeat(1024 - folder.length - 4)}.mp4`;
    expect(Buffer.byteLength(key)).toBe(1024);
    await putObject(key, bytes, preset);
    const { id } = await jobOf(key);
    const [job] = await allEnded(person.api, [id]);
    expect(job).toMatchObject({ state: 'succeeded', request: { source: key } });
    expect(await keysUnder(`processed/${person.owner}/${id}/`)).not.toEqual([]);
  });

  it.each([
    ['a way up', '../OTHER/up.mp4'],
    ['a way up and down again', 'a/../../OTHER/up.mp4'],
    ['a way out of everything', '../../../up.mp4'],
    ['a NUL', 'a\u0000b.mp4'],
  ])('start nothing with %s in their key, here or at another owner', async (_what, name) => {
    const other = await aPerson('user');
    const key = keyOf(name.replace('OTHER', other.owner));
    // the store at home takes no such key; S3 takes the dots as they are, and tells of them
    await expect(putObject(key, bytes, preset)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    await objectCreated(key);
    for (const api of [person.api, other.api]) {
      const { body } = await api('GET', '/api/v1/jobs?limit=100');
      expect(body.jobs.filter(({ request }: JobView) => request['source'] === key)).toEqual([]);
      expect((await api('GET', `/api/v1/uploads?key=${encodeURIComponent(key)}`)).body.uploads).toEqual([]);
    }
    expect(await keysUnder(`raw/${other.owner}/`)).toEqual([]);
  });
});
