import { beforeAll, describe, expect, it } from 'vitest';
import { keysUnder } from '../support/bucket.ts';
import { artifactsOf, ended, submit, upload } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { source } from '../support/sources.ts';

const then = { rendition: { container: 'hls', shortSide: 180, speed: 'fast' } };

const linesOf = async ({ api }: Person, id: string): Promise<string> =>
  (await api('GET', `/api/v1/jobs/${id}/logs?limit=200`)).body.lines
    .map(({ line }: { line: string }) => line)
    .join('\n');

const filesOf = async ({ owner }: Person, id: string): Promise<string[]> => {
  const prefix = `processed/${owner}/${id}/`;
  return (await keysUnder(prefix)).map((key) => key.slice(prefix.length)).sort();
};

describe('a request that was answered before', () => {
  let person: Person;
  let first: string;

  const again = async (more: object = {}) =>
    ended(person.api, await submit(person.api, await source('tiny.mp4'), { ...then, reuse: true, ...more }));

  beforeAll(async () => {
    person = await aPerson('user');
    first = (await again()).id;
  });

  it('is answered by copies of the same files, which outlive those they were made of', async () => {
    const job = await again({ retentionSeconds: 3600 });
    expect(job).toMatchObject({ state: 'succeeded', cached: true, retentionSeconds: 3600 });
    expect(await linesOf(person, job.id)).toContain(`job ${first} made the same`);
    expect(await filesOf(person, job.id)).toEqual(await filesOf(person, first));
    expect((await filesOf(person, job.id)).length).toBeGreaterThan(4);
    const { artifacts } = await artifactsOf(person.api, job.id);
    const made = (await artifactsOf(person.api, first)).artifacts;
    expect(artifacts.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(
      made.map(({ sha256 }: { sha256: string }) => sha256),
    );
    await person.api('DELETE', `/api/v1/jobs/${first}`);
    expect((await filesOf(person, job.id)).length).toBeGreaterThan(4);
  });

  it('is worked on anew where that is asked for, and for somebody else', async () => {
    expect(await again({ reuse: false })).not.toHaveProperty('cached');
    const stranger = await aPerson('user');
    const { body } = await upload(stranger.api, await source('tiny.mp4'), { then });
    expect(await ended(stranger.api, body.job.id)).not.toHaveProperty('cached');
  });
});
