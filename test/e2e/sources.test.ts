import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { fixture } from '../fixtures/make.ts';
import { allEnded, artifactsOf, beginUpload, follow, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { probe } from '../support/sources.ts';

const playable = ['landscape.mp4', 'rotated-phone.mp4', 'silent-portrait.mp4', 'variable-rate.mp4', 'hdr-pq.mp4'];
const broken = ['text.mp4', 'noise.mp4', 'playlist.mp4', 'truncated.mp4', 'moov-missing.mp4', 'cover-only.mp4'];

describe('sources as people have them', () => {
  let folder: string;
  let person: Person;
  const jobs = new Map<string, JobView>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reelmill-e2e-'));
    person = await aPerson('user');
    const orders = [...playable, ...broken].map((name) => ({ as: name, name, then: { preset: 'h264-480p' } }));
    const kept = { as: 'hdr kept', name: 'hdr-pq.mp4', then: { preset: 'hevc-1080p' } };
    const ids: [string, string][] = [];
    for (const { as, name, then } of [...orders, kept])
      ids.push([as, await submit(person.api, await fixture(name), then)]);
    const ended = await allEnded(
      person.api,
      ids.map(([, id]) => id),
    );
    for (const [n, [as]] of ids.entries()) jobs.set(as, ended[n] as JobView);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const resultOf = async (name: string) => {
    const job = jobs.get(name);
    expect(job).toMatchObject({ state: 'succeeded' });
    const { artifacts } = await artifactsOf(person.api, job?.id ?? '');
    const path = join(folder, `${job?.id}.mp4`);
    await writeFile(path, Buffer.from(await (await follow(artifacts[0].url)).arrayBuffer()));
    return probe(path);
  };

  it('makes a landscape film smaller by its short side, sound and all', async () => {
    const { video, audio } = await resultOf('landscape.mp4');
    expect(video).toMatchObject([{ codec_name: 'h264', width: 854, height: 480 }]);
    expect(audio).toMatchObject([{ codec_name: 'aac' }]);
  });

  it('keeps a phone film upright, without a mark to turn it', async () => {
    const { video } = await resultOf('rotated-phone.mp4');
    expect(video).toMatchObject([{ width: 480, height: 854 }]);
    expect(JSON.stringify(video)).not.toContain('rotation');
  });

  it('takes a portrait film without sound for what it is', async () => {
    const { video, audio } = await resultOf('silent-portrait.mp4');
    expect(video).toMatchObject([{ width: 360, height: 640, pix_fmt: 'yuv420p' }]);
    expect(audio).toEqual([]);
  });

  it('leaves the frames of a variable rate where they are', async () => {
    const { video, format } = await resultOf('variable-rate.mp4');
    expect(video).toMatchObject([{ codec_name: 'h264', width: 640, height: 360 }]);
    expect(Number(format.duration)).toBeCloseTo(3, 0);
    expect(Number(video[0].nb_frames)).toBeLessThan(50);
  });

  it('makes SDR of HDR where the codec has none, and keeps it where it has', async () => {
    expect((await resultOf('hdr-pq.mp4')).video).toMatchObject([{ codec_name: 'h264', color_transfer: 'bt709' }]);
    expect((await resultOf('hdr kept')).video).toMatchObject([{ codec_name: 'hevc', color_transfer: 'smpte2084' }]);
  });

  it.each([
    ['text.mp4', 'source.not-media'],
    ['noise.mp4', 'source.not-media'],
    ['playlist.mp4', 'source.not-media'],
    ['truncated.mp4', 'source.truncated'],
    ['moov-missing.mp4', 'source.truncated'],
    ['cover-only.mp4', 'source.no-stream'],
  ])('fails on %s with %s and a sentence, and leaves no file', async (name, code) => {
    const job = jobs.get(name);
    expect(job).toMatchObject({ state: 'failed', artifacts: [], error: { code } });
    expect(job?.error?.message).toMatch(/\w+ \w+ \w+/);
    expect(job?.error?.message).not.toMatch(/\/tmp\/|https?:|\bat \S+:\d/);
  });

  it('refuses a file of zero bytes before it goes up, by its field', async () => {
    const answer = await beginUpload(person.api, await fixture('empty.mp4'));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'bytes' } });
  });
});
