import { describe, expect, it } from 'vitest';
import { timingsOf } from '#shared/timings.ts';

const at = (seconds: number) => new Date(Date.parse('2026-11-21T12:00:00.000Z') + seconds * 1000).toISOString();
const line = (seconds: number, step: string) => ({ at: at(seconds), step });

describe('where the time of a job went', () => {
  it('is told step by step, each up to the next one’s beginning', () => {
    const lines = [
      line(0, 'job'),
      line(3, 'inspect'),
      line(4, 'inspect'),
      line(5.5, 'transcode'),
      line(60, 'transcode'),
    ];
    expect(timingsOf(lines, { from: at(0), to: at(65) })).toEqual({
      queuedSeconds: 3,
      runningSeconds: 62,
      steps: [
        { step: 'inspect', seconds: 2.5 },
        { step: 'transcode', seconds: 59.5 },
      ],
    });
  });

  it('counts nothing that an earlier attempt did', () => {
    const lines = [line(1, 'inspect'), line(2, 'transcode'), line(100, 'job'), line(104, 'transcode')];
    expect(timingsOf(lines, { from: at(100), to: at(110) })).toEqual({
      queuedSeconds: 4,
      runningSeconds: 6,
      steps: [{ step: 'transcode', seconds: 6 }],
    });
  });

  it('is all spent in the queue where no worker ever said a word', () => {
    expect(timingsOf([line(0, 'job')], { from: at(0), to: at(9) })).toEqual({
      queuedSeconds: 9,
      runningSeconds: 0,
      steps: [],
    });
  });

  it('counts from the beginning of work that has no steps of its own', () => {
    const span = { from: at(0), begunAt: at(2), to: at(9) };
    expect(timingsOf([line(1, 'job')], span)).toEqual({ queuedSeconds: 2, runningSeconds: 7, steps: [] });
  });

  it('is never less than nothing, however clocks differ', () => {
    expect(timingsOf([line(5, 'inspect')], { from: at(10), to: at(3) })).toEqual({
      queuedSeconds: 0,
      runningSeconds: 0,
      steps: [],
    });
  });
});
