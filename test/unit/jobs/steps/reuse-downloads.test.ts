import { describe, expect, it } from 'vitest';
import { aJob } from '../../../support/builders.ts';
import { begin, twoJobs, work, workThenTakeOver } from '../../../support/reuse.ts';

const request = { url: 'https://example.com/watch/1', wishes: { quality: '720p' } };

const twoDownloads = (second: Record<string, unknown> = {}) => {
  const download = (more: object) =>
    aJob({ kind: 'download', name: 'example.com/watch/1', request: { ...request, ...more } });
  const two = twoJobs();
  const [first, later] = [download({}), download(second)] as const;
  return { ...two, first, later, ready: Promise.all([first, later].map((job) => two.engine.jobs.create(job))) };
};

const told = { name: 'Holiday in Rome', ytDlp: '2026.10.26' };
const find = async (second: Record<string, unknown>) => {
  const two = twoDownloads(second);
  await two.ready;
  await work(two, two.first);
  return { two, begun: await begin(two, two.later) };
};

describe('a download', () => {
  it('finds what an earlier one fetched from the same address', async () => {
    const { two, begun } = await find({ webhook: 'https://example.com/hook' });
    expect(begun).toMatchObject({ earlier: two.first.id });
  });

  it.each([
    ['of another address', { url: 'https://example.com/watch/2' }],
    ['by another wish', { wishes: { quality: '480p' } }],
    ['where it wants its own', { reuse: false }],
    ['where it is asked to pass by what was fetched before', { archive: true }],
  ])('finds none %s', async (_which, second) => {
    expect((await find(second)).begun).toMatchObject({ earlier: null });
  });

  it('is called by the title of the one whose files it takes', async () => {
    const two = twoDownloads();
    await two.ready;
    const tell = () => two.engine.jobs.apply(two.first.id, { from: ['succeeded'], set: told });
    expect(await workThenTakeOver(two, tell)).toEqual({ applied: true });
    expect(await two.engine.jobs.get(two.later.id)).toMatchObject({ ...told, state: 'succeeded', cached: true });
  });
});
