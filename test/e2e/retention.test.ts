import { beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { keysUnder } from '../support/bucket.ts';
import { artifactsOf, ask, ended, jobNow, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { sweep } from '../support/reactions.ts';
import { makeDue } from '../support/records.ts';
import { quickly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const secondsBetween = (from = '', to = ''): number => (Date.parse(to) - Date.parse(from)) / 1000;

describe('how long files stay', () => {
  let person: Person;
  let job: JobView;
  const path = () => `/api/v1/jobs/${job.id}/retention`;

  beforeAll(async () => {
    person = await aPerson('user');
    const id = await submit(person.api, await source('tiny.mp4'), { ...quickly, retentionSeconds: 3600 });
    job = await ended(person.api, id);
  });

  it('is what the request says, from the end on', () => {
    expect(job).toMatchObject({ state: 'succeeded', retentionSeconds: 3600 });
    expect(secondsBetween(job.endedAt, job.expiresAt)).toBe(3600);
  });

  it('may be changed afterwards, from that moment on', async () => {
    const before = new Date().toISOString();
    const { status, body } = await person.api('POST', path(), { body: { seconds: 600 } });
    expect(status).toBe(200);
    expect(secondsBetween(before, body.expiresAt)).toBeGreaterThanOrEqual(600);
    expect(secondsBetween(before, body.expiresAt)).toBeLessThan(660);
    for (const seconds of [0, -1, 0.5, 1e12])
      expect(await person.api('POST', path(), { body: { seconds } })).toMatchObject({
        status: 400,
        body: { field: 'seconds' },
      });
  });

  it('may be for ever: the sweeper leaves what is kept', async () => {
    const { body } = await person.api('DELETE', path());
    expect(body.retentionSeconds).toBeNull();
    expect(body.expiresAt).toBeUndefined();
    await sweep();
    expect(await jobNow(person.api, job.id)).toMatchObject({ state: 'succeeded' });
  });

  it('ends with the sweeper: files and links go, the record stays and says so', async () => {
    const { artifacts } = await artifactsOf(person.api, job.id);
    expect((await person.api('POST', path(), { body: { seconds: 60 } })).status).toBe(200);
    await sweep();
    expect(await jobNow(person.api, job.id)).toMatchObject({ state: 'succeeded' });
    await makeDue(job.id);
    await sweep();
    const expired = await jobNow(person.api, job.id);
    expect(expired).toMatchObject({ artifacts: [], id: job.id });
    expect(await ask('GET', artifacts[0].url)).toMatchObject({ status: 404, body: { code: 'link.not-found' } });
    await until(
      () => keysUnder(`processed/${person.owner}/${job.id}/`),
      (left) => left.length === 0,
    );
    const late = await person.api('POST', path(), { body: { seconds: 600 } });
    expect(late).toMatchObject({ status: 404, body: { code: 'artifact.not-found' } });
    const { body } = await person.api('GET', '/api/v1/jobs?state=expired');
    expect(body.jobs.map(({ id }: JobView) => id)).toEqual([job.id]);
  });
});
