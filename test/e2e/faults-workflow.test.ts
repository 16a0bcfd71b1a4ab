import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { ended, jobNow, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { hold, isGone } from '../support/processes.ts';
import { sweep } from '../support/reactions.ts';
import { makeDue } from '../support/records.ts';
import { slowly, source } from '../support/sources.ts';
import { connectionTo } from '../support/stack-connection.ts';
import { until } from '../support/wait.ts';

/** Stops the execution of a job as somebody in the AWS console would, behind the engine's back. */
const stopByHand = async (job: string): Promise<void> => {
  const client = new SFNClient(connectionTo('control'));
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn } of stateMachines) {
    const { executions = [] } = await client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }),
    );
    for (const { executionArn, name } of executions)
      if (name?.startsWith(job)) await client.send(new StopExecutionCommand({ executionArn }));
  }
  client.destroy();
};

describe('a job whose work came to nothing', () => {
  let person: Person;
  let job: string;
  let pid: number;

  beforeEach(async () => {
    person = await aPerson('user');
    job = await submit(person.api, await source('endless.mp4'), slowly);
    pid = (await hold(job)).pid;
  });

  const programIsGone = () =>
    until(
      () => isGone(pid),
      (gone) => gone,
    );

  it('is closed when its workflow is stopped by hand, and its worker hears of it', async () => {
    await stopByHand(job);
    expect(await ended(person.api, job)).toMatchObject({ state: 'failed', error: { code: 'workflow.died' } });
    await programIsGone();
  });

  it('is stalled when its program stands still for longer than a step may, and the program is ended', async () => {
    // its worker may have a last progress to tell, which counts as a sign of life
    const found = async () => {
      await makeDue(job);
      await sweep();
      return jobNow(person.api, job);
    };
    const stalled = await until(found, (now) => now?.state === 'failed', { everyMs: 1500 });
    expect(stalled).toMatchObject({ error: { code: 'worker.stalled' } });
    await programIsGone();
  });
});
