import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { transientCodes } from '#shared/errors.ts';
import { operation } from '#shared/operation.ts';
import type { PlacementName } from '../../infra/placement/placement.ts';
import { byMinutes } from '../../infra/placement/rule.ts';
import { placements, ruleFor } from '../../infra/placements.ts';
import { referTo } from '../../statemachines/reference.ts';
import { transcode } from '../../statemachines/transcode.ts';
import { workflow } from '../../statemachines/workflow.ts';
import type { Definition, State } from './support/definition.ts';
import { render } from './support/render.ts';

const dub = operation({
  name: 'test.dub',
  input: z.strictObject({ key: z.string(), voice: z.string().optional() }),
  output: z.strictObject({ artifacts: z.array(z.never()), notes: z.array(z.string()) }),
  needs: { cpu: 1, memoryMiB: 1024, diskGiB: 1, minutes: 10, tools: ['ffmpeg'] },
});

const dubbing = workflow(
  { kind: 'transcode', request: z.strictObject({ key: z.string(), voice: z.string().optional() }) },
  ({ request, run }) => {
    const dubbed = run('dub', dub, { key: request.key, voice: request.voice });
    return { artifacts: dubbed.artifacts, notes: dubbed.notes };
  },
);

const places: readonly PlacementName[] = ['lambda', 'queue:compute', 'fargate', 'batch-gpu', 'mediaconvert'];
const statesAt = (place: PlacementName): Definition['States'] => render(dubbing, () => place).States;
const tasks = (states: Definition['States']): [string, State][] =>
  Object.entries(states).filter(([, { Type }]) => Type === 'Task');

describe.each(places)('a job whose step runs on %s', (place) => {
  const states = statesAt(place);
  const work = tasks(states).filter(([name]) => name !== 'fail the job');

  it('comes to an end that its record learns of, whatever fails', () => {
    for (const [name, { Catch = [] }] of work) {
      const last = Catch.at(-1);
      expect([name, last?.ErrorEquals, ['fail the job', 'dub on fargate']]).toEqual([
        name,
        ['States.ALL'],
        expect.arrayContaining([last?.Next]),
      ]);
    }
    expect(states['fail the job']?.Next).toBe('failed');
  });

  it('tries again for passing errors only, three times in all, with jitter', () => {
    for (const [name, { Retry = [] }] of work.filter(([name]) => name !== 'dub on fargate spot')) {
      const passing = Retry.find(({ ErrorEquals }) => ErrorEquals.includes('worker.disk-full'));
      expect([name, passing?.MaxAttempts, passing?.['JitterStrategy'], passing?.['BackoffRate']]).toEqual([
        name,
        2,
        'FULL',
        2,
      ]);
      expect(passing?.ErrorEquals).toEqual(
        expect.arrayContaining(transientCodes.filter((code) => code !== 'source.busy')),
      );
      expect(Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.ALL');
    }
  });

  it('waits for hours for a site that is left in peace', () => {
    for (const [name, { Retry = [] }] of work.filter(([name]) => name !== 'dub on fargate spot')) {
      const patient = Retry.find(({ ErrorEquals }) => ErrorEquals.includes('source.busy'));
      expect([name, patient]).toEqual([name, expect.objectContaining({ MaxAttempts: 60, MaxDelaySeconds: 600 })]);
    }
  });

  it('carries nothing from state to state but variables', () => {
    for (const [name, { Output, Type }] of Object.entries(states))
      if (Type === 'Task' || Type === 'Pass') expect([name, Output]).toEqual([name, {}]);
  });

  it('keeps the output of its step under the name of the step', () => {
    const keepers = Object.values(states).filter(({ Assign }) => Assign && 'dub' in Assign);
    expect(keepers.length).toBeGreaterThan(0);
    expect(JSON.stringify(states['finish the job']?.Arguments)).toContain('$dub.artifacts');
  });

  it.runIf(place === 'fargate')('leaves a site in peace between one container and the next', () => {
    expect(states['dub: leave the site in peace']).toMatchObject({ Type: 'Wait', Next: 'dub on fargate' });
  });

  it('has whole numbers for its time-outs', () => {
    for (const { TimeoutSeconds } of Object.values(states))
      if (TimeoutSeconds !== undefined) expect(Number.isInteger(TimeoutSeconds)).toBe(true);
  });
});

describe('a call', () => {
  it('leaves out what the request does not have, in one expression', () => {
    expect(statesAt('lambda')['dub on lambda']?.Arguments?.['Payload']).toEqual({
      operation: 'test.dub',
      step: 'dub',
      job: '{% $states.context.Execution.Input.job %}',
      attempt: '{% $states.context.Execution.Input.attempt %}',
      owner: '{% $states.context.Execution.Input.owner %}',
      input:
        '{% {"key": $states.context.Execution.Input.request.key, "voice": $states.context.Execution.Input.request.voice} %}',
    });
  });

  it('waits on the queue for whoever has the token', () => {
    const { Resource, Arguments } = statesAt('queue:compute')['dub on queue compute'] as State;
    expect(Resource).toMatch(/sqs:sendMessage\.waitForTaskToken$/);
    expect(Arguments?.['MessageBody']).toMatchObject({ token: '{% $states.context.Task.Token %}' });
  });

  it('waits where those take from who have its tag', () => {
    const { Arguments } = statesAt('queue:home')['dub on queue home'] as State;
    expect(Arguments?.['QueueUrl']).toMatch(/home$/);
  });

  it('finds spare capacity first, and full price when it is taken back', () => {
    const states = statesAt('fargate');
    expect(states['dub on fargate spot']?.Catch).toEqual([
      expect.objectContaining({ ErrorEquals: ['States.Timeout'], Next: 'fail the job' }),
      expect.objectContaining({ ErrorEquals: ['States.ALL'], Next: 'dub on fargate' }),
    ]);
    expect(JSON.stringify(states['dub on fargate spot']?.Arguments)).toContain('"CapacityProvider":"FARGATE_SPOT"');
  });

  it('is watched by Step Functions itself where it runs in a container', () => {
    expect(statesAt('fargate')['dub on fargate']?.Resource).toMatch(/ecs:runTask\.sync$/);
    expect(statesAt('batch-gpu')['dub on batch-gpu']?.Resource).toMatch(/batch:submitJob\.sync$/);
    expect(statesAt('mediaconvert')['dub on mediaconvert']?.Resource).toMatch(/mediaconvert:createJob\.sync$/);
  });
});

describe('a job whose like was made before', () => {
  const states = render({ ...dubbing, reuses: true }, () => 'queue:compute').States;

  it('takes over what was made, or does the work, whatever becomes of the taking', () => {
    const ways = (name: string) => {
      const { Next, Default, Choices = [], Catch = [] } = states[name] as State;
      return [...Choices.map((choice) => choice.Next), Default ?? Next, ...Catch.map((caught) => caught.Next)];
    };
    expect(states['begin the job']?.Next).toBe('made before?');
    expect(ways('made before?')).toEqual(['take over what was made', 'dub on queue compute']);
    expect(ways('take over what was made')).toEqual(['taken over?', 'dub on queue compute']);
    expect(ways('taken over?')).toEqual(['made before', 'dub on queue compute']);
  });

  it('is remembered by what its beginning said', () => {
    expect(states['finish the job']?.Arguments?.['Payload']).toMatchObject({ contentKey: '{% $begun.contentKey %}' });
  });

  it('is not found again where what came out holds for now only', () => {
    const onlyNow = referTo<boolean>('$dub.live');
    const { Arguments } = render({ ...dubbing, reuses: true, onlyNow }, () => 'queue:compute').States[
      'finish the job'
    ] as State;
    expect(Arguments?.['Payload']).toMatchObject({ contentKey: '{% $dub.live ? null : $begun.contentKey %}' });
  });

  it('is looked for only where nothing else decides what comes out', () => {
    expect(statesAt('queue:compute')).not.toHaveProperty('made before?');
    expect(statesAt('queue:compute')['begin the job']?.Arguments?.['Payload']).not.toHaveProperty('reuse');
  });
});

describe('a rule by minutes', () => {
  it('goes on where there is more room when the estimate was wrong', () => {
    const { States } = render(transcode, (operation) => ruleFor(operation, placements.aws));
    expect(States['transcode on lambda']?.Catch?.[0]).toMatchObject({
      ErrorEquals: ['job.timed-out', 'worker.disk-full'],
      Next: 'transcode: lay the call',
    });
  });

  it('needs an estimate from the workflow', () => {
    const rule = byMinutes({ upTo: 8, scratchGiB: 8, then: 'lambda', otherwise: 'fargate' });
    expect(() => render(dubbing, () => rule)).toThrow(
      'step dub: its placement goes by an estimate, the workflow gives none',
    );
  });
});
