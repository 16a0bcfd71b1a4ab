import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflows } from '#shared/aws/workflows.ts';
import type { Workflows } from '#shared/ports/workflows.ts';
import { aJob } from '../support/builders.ts';
import { inMemoryWorkflows } from '../support/fakes/workflows.ts';
import { ownMachine } from '../support/own-machine.ts';

type Opened = {
  readonly workflows: Workflows;
  /** What an attempt's execution was started with. */
  readonly input: (name: string) => Promise<unknown>;
};

const contract = (open: () => Promise<Opened>) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });

  it('runs once it is started', async () => {
    const job = aJob();
    expect(await opened.workflows.state(job)).toBeNull();
    await opened.workflows.start(job);
    expect(await opened.workflows.state(job)).toBe('running');
  });

  it('is told the job, its attempt, its owner and what was asked for', async () => {
    const job = aJob({ attempt: 2, request: { source: 'raw/alice/ü.mov', preset: 'mp3' } });
    await opened.workflows.start(job);
    expect(await opened.input(`${job.id}-2`)).toEqual({
      job: job.id,
      attempt: 2,
      owner: 'alice',
      request: { source: 'raw/alice/ü.mov', preset: 'mp3' },
    });
  });

  it('is started once for an attempt, however often it is asked for, at once or later', async () => {
    const job = aJob();
    await Promise.all(Array.from({ length: 10 }, () => opened.workflows.start(job)));
    await opened.workflows.stop(job, 'canceled');
    await opened.workflows.start(job);
    expect(await opened.workflows.state(job)).toBe('aborted');
  });

  it('is another one in another attempt', async () => {
    const job = aJob();
    await opened.workflows.start(job);
    await opened.workflows.stop(job, 'canceled');
    await opened.workflows.start({ ...job, attempt: 2 });
    expect(await opened.workflows.state({ ...job, attempt: 1 })).toBe('aborted');
    expect(await opened.workflows.state({ ...job, attempt: 2 })).toBe('running');
  });

  it('may be stopped twice, and when it never was', async () => {
    const job = aJob();
    await opened.workflows.stop(job, 'canceled');
    await opened.workflows.start(job);
    await opened.workflows.stop(job, 'canceled');
    await opened.workflows.stop(job, 'canceled');
    expect(await opened.workflows.state(job)).toBe('aborted');
  });
};

describe('a workflow in memory', () =>
  contract(async () => {
    const workflows = inMemoryWorkflows();
    const input = async (name: string) => {
      const { id: job, attempt, owner, request } = workflows.executions.get(name)?.input ?? aJob();
      return { job, attempt, owner, request };
    };
    return { workflows, input };
  }));

describe('a workflow in Step Functions', () => {
  const own = ownMachine();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { arn, ask, execution } = await own;
    const input = async (name: string) =>
      JSON.parse((await execution(`${arn.replace(':stateMachine:', ':execution:')}:${name}`)).input ?? 'null');
    return { workflows: workflows({ transcode: arn }, ask), input };
  });
});
