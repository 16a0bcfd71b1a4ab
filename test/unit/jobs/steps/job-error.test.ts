import { describe, expect, it } from 'vitest';
import { jobErrorOf } from '#jobs/steps/job-error.ts';
import { errorTable } from '#shared/errors.ts';

describe('why a workflow ended', () => {
  it.each([
    ['a Lambda', '{"errorType":"x","errorMessage":"frame 3 is torn","trace":["at /var/task"]}', 'frame 3 is torn'],
    ['a worker or a container', 'frame 3 is torn', 'frame 3 is torn'],
    ['one whose message looks like JSON', '{"stream":3}', '{"stream":3}'],
    ['one that says nothing', '', errorTable['source.broken'].title],
  ])('is told in the words of %s', (_who, cause, message) => {
    expect(jobErrorOf('source.broken', cause)).toEqual({ code: 'source.broken', message });
  });

  it('is told of the inside by its title alone', () => {
    const error = jobErrorOf('internal', '{"errorMessage":"cannot read secrets of undefined"}');
    expect(error).toEqual({ code: 'internal', message: errorTable.internal.title });
  });

  it.each([
    ['States.Timeout', 'job.timed-out'],
    ['States.HeartbeatTimeout', 'worker.lost'],
    ['States.TaskFailed', 'worker.lost'],
    ['Runtime.OutOfMemory', 'worker.out-of-memory'],
    ['Sandbox.Timedout', 'job.timed-out'],
    ['Lambda.SdkClientException', 'internal'],
    ['constructor', 'internal'],
  ])('as %s is %s, and nothing of the inside', (name, code) => {
    const error = jobErrorOf(name, 'arn:aws:lambda:secret');
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('arn:');
  });
});
