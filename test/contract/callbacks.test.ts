import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbacks } from '#shared/aws/callbacks.ts';
import { workflows } from '#shared/aws/workflows.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import { remoteCallbacks } from '#worker/remote/ports.ts';
import { aJob } from '../support/builders.ts';
import { inMemoryCallbacks } from '../support/fakes/callbacks.ts';
import { anInstallation } from '../support/installation.ts';
import { ownMachine } from '../support/own-machine.ts';

type Waiting = { readonly token: string; readonly outcome: () => Promise<unknown> };
type Opened = { readonly callbacks: Callbacks; readonly wait: () => Promise<Waiting> };

const contract = (open: () => Promise<Opened>) => {
  let answers: Callbacks;
  let wait: Opened['wait'];
  beforeAll(async () => {
    ({ callbacks: answers, wait } = await open());
  });

  it('is alive while it waits, and is answered with a result', async () => {
    const { token, outcome } = await wait();
    expect(await answers.beat(token)).toBe(true);
    expect(await answers.succeed(token, { key: 'work/ü', list: [1, null] })).toBe(true);
    expect(await outcome()).toEqual({ output: { key: 'work/ü', list: [1, null] } });
    expect(await answers.beat(token)).toBe(false);
  });

  it('is answered with a failure that the workflow can match by name', async () => {
    const { token, outcome } = await wait();
    const error = { code: 'source.truncated', message: 'the source ends after 12.4 s' };
    expect(await answers.fail(token, error)).toBe(true);
    expect(await outcome()).toEqual({ error });
  });

  it('takes no result as a result, too', async () => {
    const { token, outcome } = await wait();
    expect(await answers.succeed(token, undefined)).toBe(true);
    expect(await outcome()).toEqual({ output: null });
  });

  it.each([randomUUID(), 'AQCEAAAAKgAAAAMAAAAAAAAAAX', '-'])('does not mind the unknown token %s', async (token) => {
    expect(await answers.beat(token)).toBe(false);
    expect(await answers.succeed(token, 1)).toBe(false);
    expect(await answers.fail(token, { code: 'internal', message: 'x' })).toBe(false);
  });

  it('shortens a message that is too long to be taken', async () => {
    const { token } = await wait();
    expect(await answers.fail(token, { code: 'tool.failed', message: 'ü'.repeat(100_000) })).toBe(true);
  });
};

describe('a waiting step in memory', () =>
  contract(async () => {
    const answers = inMemoryCallbacks();
    const wait = async () => {
      const token = randomUUID();
      answers.wait(token);
      return { token, outcome: async () => answers.answers.get(token) };
    };
    return { callbacks: answers, wait };
  }));

describe('a waiting step as a worker outside answers it', () =>
  contract(async () => {
    const answers = inMemoryCallbacks();
    const { api } = await anInstallation({ callbacks: answers });
    const wait = async () => {
      const token = randomUUID();
      answers.wait(token);
      return { token, outcome: async () => answers.answers.get(token) };
    };
    return { callbacks: remoteCallbacks(api), wait };
  }));

describe('a waiting step in Step Functions', () => {
  const own = ownMachine();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { arn, ask, execution, token } = await own;
    const machine = workflows({ transcode: arn }, ask);
    const outcomeOf = async (executionArn: string) => {
      await expect.poll(async () => (await execution(executionArn)).status, { timeout: 5000 }).not.toBe('RUNNING');
      const { output, error, cause } = await execution(executionArn);
      return error === undefined ? { output: JSON.parse(output ?? '') } : { error: { code: error, message: cause } };
    };
    const wait = async () => {
      const job = aJob();
      await machine.start(job);
      const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${job.id}-1`;
      return { token: await token(), outcome: () => outcomeOf(executionArn) };
    };
    return { callbacks: callbacks(ask), wait };
  });
});
