import { describe, expect, it } from 'vitest';
import { mayRead, mayTell, mayWrite, refuseJob } from '#worker/may-touch.ts';
import { aJob } from '../../support/builders.ts';

const job = { id: '01993c00-0000-7000-8000-000000000001', owner: 'ann' };
const other = '01993c00-0000-7000-8000-000000000002';
const own = [`processed/ann/${job.id}/film.mp4`, `processed/ann/${job.id}/hls/1.m4s`, `work/${job.id}/cut.json`];
const ofOwner = ['raw/ann/x/holiday.mov', `processed/ann/${other}/film.mp4`];
const foreign = [
  'raw/bob/x/holiday.mov',
  'raw/annabel/x',
  `processed/bob/${job.id}/film.mp4`,
  `work/${other}/cut.json`,
  'jars/ann/cookies.txt',
  'film.mp4',
];
const crooked = [
  `work/${job.id}/../${other}/cut.json`,
  `work/${job.id}/./cut.json`,
  `work/${job.id}//cut.json`,
  `work/${job.id}/`,
  `work/${job.id}/a\0b`,
  `work/${job.id}/a\nb`,
  `work/${job.id}/..\\${other}`,
];

describe('a worker', () => {
  it.each([...own, ...ofOwner])('may read %s for its job', (key) => expect(mayRead(key, job)).toBe(true));
  it.each(own)('may write %s', (key) => expect(mayWrite(key, job)).toBe(true));
  it.each(ofOwner)('may not write %s, which is not its job', (key) => expect(mayWrite(key, job)).toBe(false));
  it.each([...foreign, ...crooked])('may not touch %j', (key) =>
    expect([mayRead(key, job), mayWrite(key, job)]).toEqual([false, false]),
  );

  it("may read the very source that its job names, though it is another's, and nothing beside it", () => {
    const admins = { ...job, request: { source: 'raw/bob/x/holiday.mov' } };

    expect(mayRead('raw/bob/x/holiday.mov', admins)).toBe(true);
    expect(mayWrite('raw/bob/x/holiday.mov', admins)).toBe(false);
    expect(mayRead('raw/bob/x/other.mov', admins)).toBe(false);
  });

  it('works for jobs that run and for no other', () => {
    expect(refuseJob(aJob({ state: 'running' }), job.id)).toBeUndefined();
    for (const state of ['queued', 'succeeded', 'failed', 'canceled', 'expired'] as const)
      expect(refuseJob(aJob({ state }), job.id)?.code).toBe('job.canceled');
    expect(refuseJob(null, job.id)?.code).toBe('job.not-found');
  });

  it('has last words on a job that has just ended, and none later', () => {
    const ended = aJob({ state: 'canceled', endedAt: '2026-11-21T12:00:00.000Z' });
    expect(mayTell(ended, new Date('2026-11-21T12:00:59.000Z'))).toBe(true);
    expect(mayTell(ended, new Date('2026-11-21T12:01:01.000Z'))).toBe(false);
    expect(mayTell(aJob({ state: 'queued' }), new Date())).toBe(false);
  });
});
