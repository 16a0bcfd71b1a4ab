import { describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import { defaultId } from '#webhooks/default-endpoint.ts';
import { tellJobEnded } from '#webhooks/tell-job-ended.ts';
import { aJob } from '../../support/builders.ts';
import { inMemoryJobTable } from '../../support/fakes/job-table.ts';
import { anEndpoint, aPostOffice, secret } from '../../support/webhooks.ts';

const anEnd = async (known: Partial<Job> = {}) => {
  const job = aJob({ state: 'succeeded', endedAt: '2026-11-21T12:01:00.000Z', ...known });
  const office = aPostOffice();
  const ports = { ...office.ports, jobs: inMemoryJobTable(() => office.time.now, [job]) };
  const event = (attempt = job.attempt) => ({ 'detail-type': `job.${job.state}`, detail: { id: job.id, attempt } });
  const tell = (attempt?: number) => tellJobEnded(event(attempt), office.time.now, ports);
  return { ...office, ports, job, tell };
};

describe('the end of a job', () => {
  it('is told to each endpoint that wants it, with the job in the body', async () => {
    const { tell, ports, next, posted, job } = await anEnd();
    for (const url of ['https://a.example/x', 'https://b.example/y'])
      await ports.endpoints.create(anEndpoint({ url }), secret);
    await ports.endpoints.create(anEndpoint({ owner: 'bob' }), secret);
    expect(await tell()).toBe(2);
    expect([await next(), await next(), await next()]).toEqual(['delivered', 'delivered', 'nothing']);
    expect(posted.map(({ url }) => url).sort()).toEqual(['https://a.example/x', 'https://b.example/y']);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ type: 'job.succeeded', data: { job: { id: job.id } } });
  });

  it('is told once however often the event comes, and begun again while nobody has tried it', async () => {
    const { tell, ports, next, posted } = await anEnd();
    const endpoint = anEndpoint();
    await ports.endpoints.create(endpoint, secret);
    await tell();
    await tell();
    expect(ports.queue.sent).toHaveLength(2);
    expect([await next(), await next()]).toEqual(['delivered', 'stale']);
    await tell();
    expect(ports.queue.sent).toEqual([]);
    expect(posted).toHaveLength(1);
    expect((await ports.deliveries.page(endpoint.id, { limit: 9 })).items).toHaveLength(1);
  });

  it('is told to an address that the job names, by a default that is made when it is first needed', async () => {
    const { tell, ports, next, posted } = await anEnd({ webhook: 'https://c.example/z' });
    expect(await tell()).toBe(1);
    const [first] = await ports.endpoints.secrets(defaultId('alice'), new Date());
    await tell();
    expect(await next()).toBe('delivered');
    expect(posted).toMatchObject([{ url: 'https://c.example/z' }]);
    expect(await ports.endpoints.secrets(defaultId('alice'), new Date())).toEqual([first]);
    expect(await ports.endpoints.list('alice')).toEqual([]);
  });

  it.each([
    ['a part of a batch', { parent: { id: newId(), index: 3 } }],
    ['a look at a site', { kind: 'look' }],
  ] as const)('of %s is no news', async (_what, known) => {
    const { tell, ports } = await anEnd({ ...known, webhook: 'https://c.example/z' });
    await ports.endpoints.create(anEndpoint(), secret);
    expect(await tell()).toBe(0);
  });

  it('of an attempt that is not the job’s any more is no news', async () => {
    const { tell, ports } = await anEnd({ attempt: 2 });
    await ports.endpoints.create(anEndpoint(), secret);
    expect(await tell(1)).toBe(0);
    expect(await tell(2)).toBe(1);
  });
});
