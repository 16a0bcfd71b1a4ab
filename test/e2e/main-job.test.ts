import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { admin, artifactsOf, ask, beginUpload, jobNow, sendPart } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { probe, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const name = 'Grüße "from" Rome\r\n.mp4';
const then = { rendition: { container: 'mp4', videoCodec: 'hevc', speed: 'small', shortSide: 240 }, name };

describe('the main job', () => {
  let folder: string;
  let person: Person;
  let plan: { id: string; key: string; partBytes: number; partCount: number; parts: { number: number; url: string }[] };
  let accepted: Awaited<ReturnType<typeof ask>>;
  const seen: JobView[] = [];
  let job: JobView;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reelmill-e2e-'));
    const file = await source('noisy.mkv');
    person = await aPerson('user');
    plan = (await beginUpload(person.api, file, { then })).body;
    await Promise.all(plan.parts.map((part) => sendPart(file, plan.partBytes, part)));
    accepted = await person.api('POST', `/api/v1/uploads/${plan.id}/complete`, { body: {} });
    const id = accepted.body.job.id;
    const isOver = (now: JobView | null) => now !== null && seen.push(now) > 0 && now.endedAt !== undefined;
    job = (await until(() => jobNow(person.api, id), isOver)) as JobView;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('goes up in several parts, to a key of its owner', () => {
    expect(plan.partCount).toBeGreaterThan(1);
    expect(plan.parts.map(({ number }) => number)).toEqual(Array.from({ length: plan.partCount }, (_, n) => n + 1));
    expect(plan.key).toMatch(new RegExp(`^raw/${person.owner}/${plan.id}/`));
  });

  it('is accepted with where to ask for it', () => {
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get('location')).toBe(`/api/v1/jobs/${accepted.body.job.id}`);
    expect(accepted.body.upload).toMatchObject({ id: plan.id, state: 'completed' });
  });

  it('shows its progress while it runs', () => {
    const percents = seen.flatMap(({ state, progress }) => (state === 'running' ? [progress.percent ?? 0] : []));
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(new Set(percents.filter((percent) => percent > 0)).size).toBeGreaterThanOrEqual(2);
    expect(seen.map(({ progress }) => progress.stage)).toContain('encoding');
  });

  it('succeeds, with times in order and nothing of the inside', () => {
    expect(job).toMatchObject({ state: 'succeeded', attempt: 1, kind: 'transcode' });
    expect(job.name).toMatch(/^Grüße "from" Rome/);
    expect(job.progress.percent).toBe(100);
    const { createdAt, startedAt = '', endedAt = '', expiresAt = '' } = job;
    expect([createdAt, startedAt, endedAt, expiresAt]).toEqual([createdAt, startedAt, endedAt, expiresAt].toSorted());
    expect(JSON.stringify(job)).not.toMatch(/processed\/|dueAt/);
  });

  it('leaves a file whose bytes are the ones promised and whose picture is the one asked for', async () => {
    const { artifacts } = await artifactsOf(person.api, job.id);
    const [main] = artifacts;
    const link = await ask('GET', main.url);
    expect(link.status).toBe(303);
    const response = await fetch(link.headers.get('location') ?? '');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(main.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(main.sha256);
    const path = join(folder, 'result.mp4');
    await writeFile(path, bytes);
    const { video, audio, format } = await probe(path);
    expect(video).toMatchObject([{ codec_name: 'hevc', width: 426, height: 240 }]);
    expect(audio).toMatchObject([{ codec_name: 'aac' }]);
    expect(Number(format.duration)).toBeCloseTo(4, 0);
    expect(Number(format.start_time)).toBeCloseTo(0, 1);
  });

  it('lies under its owner and job alone', async () => {
    const { artifacts } = await artifactsOf(person.api, job.id);
    const { headers } = await ask('GET', artifacts[0].url);
    expect(new URL(headers.get('location') ?? '').pathname).toMatch(
      new RegExp(`^/media/processed/${person.owner}/${job.id}/[^/]+$`),
    );
  });

  it('is saved under a name that no header or file system trips over', async () => {
    const { artifacts } = await artifactsOf(person.api, job.id);
    const { headers } = await ask('GET', artifacts[0].url);
    const response = await fetch(headers.get('location') ?? '', { headers: { range: 'bytes=0-9' } });
    expect(response.status).toBe(206);
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[ -~]+\.mp4"; filename\*=UTF-8''Gr%C3%BC%C3%9Fe/);
    expect(disposition.match(/"/g)).toHaveLength(2);
    await response.arrayBuffer();
  });

  it('plays in place by its other link, beside its source', async () => {
    const { artifacts, source: from, expiresAt } = await artifactsOf(person.api, job.id);
    const { headers } = await ask('GET', artifacts[0].inlineUrl);
    const response = await fetch(headers.get('location') ?? '', { method: 'GET', headers: { range: 'bytes=0-0' } });
    expect(response.headers.get('content-disposition')).toMatch(/^inline/);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    await response.arrayBuffer();
    expect(from).toMatchObject({ mediaType: 'video/mp4' });
    expect((await ask('GET', from.url)).status).toBe(303);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  });

  it('is in the history, under every filter that it fits and no other', async () => {
    const list = async (query: string) =>
      (await person.api('GET', `/api/v1/jobs?${query}`)).body.jobs.map(({ id }: JobView) => id);
    expect(await list('')).toEqual([job.id]);
    expect(await list('state=succeeded,failed&kind=transcode')).toEqual([job.id]);
    expect(await list('state=failed')).toEqual([]);
    expect(await list(`since=${job.createdAt}&until=${job.createdAt}`)).toEqual([job.id]);
    expect(await list(`since=${new Date(Date.parse(job.createdAt) + 1).toISOString()}`)).toEqual([]);
    expect(await list(`until=${new Date(Date.parse(job.createdAt) - 1).toISOString()}`)).toEqual([]);
  });

  it('costs a poller no bytes while nothing changes', async () => {
    const first = await person.api('GET', `/api/v1/jobs/${job.id}`);
    const etag = first.headers.get('etag') ?? '';
    const again = await person.api('GET', `/api/v1/jobs/${job.id}`, { headers: { 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers.get('etag')).toBe(etag);
  });

  it('keeps its log in pages that add up to the whole', async () => {
    const logs = async (query: string) => (await person.api('GET', `/api/v1/jobs/${job.id}/logs?${query}`)).body;
    const { lines: whole } = await logs('limit=1000');
    expect(whole.length).toBeGreaterThan(2);
    expect(whole.map(({ step }: { step: string }) => step)).toContain('transcode');
    expect(JSON.stringify(whole)).not.toMatch(/X-Amz|Signature/);
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { lines: unknown[]; cursor: string | null } = await logs(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.lines);
      cursor = page.cursor;
    }
    expect(paged).toEqual(whole);
  });

  it('tells its owner by mail, with a link that works and says how long', async () => {
    type Mail = { to: string[]; subject: string; text: string; html: string };
    const mailsTo = async (address: string): Promise<Mail[]> =>
      (await admin()('GET', '/home/mail')).body.mails.filter(({ to }: Mail) => to.includes(address));
    const mails = await until(
      () => mailsTo(person.email),
      (found) => found.length > 0,
    );
    expect(mails).toHaveLength(1);
    const [{ subject = '', text = '', html = '' } = {}] = mails;
    expect(subject).toMatch(/^Ready: Grüße "from" Rome/);
    expect(text).toMatch(/The link works until .* UTC, .* from when this was sent/);
    expect(text).toMatch(/Duration: 0:04/);
    const address = /Download: (\S+)/.exec(text)?.[1] ?? '';
    expect(html).toContain(address);
    const { status, headers } = await ask('GET', address);
    expect(status).toBe(303);
    const response = await fetch(headers.get('location') ?? '', { headers: { range: 'bytes=0-0' } });
    expect(response.status).toBe(206);
    await response.arrayBuffer();
  });
});
