import { Duration, type Stack } from 'aws-cdk-lib';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type JobState, jobState } from '#shared/job.ts';
import { webhookTypes } from '#shared/ports/webhooks.ts';
import { react } from './constructs/domain-bus.ts';
import { type EngineFunction, type EngineFunctionProps, told } from './constructs/engine-function.ts';
import { output } from './constructs/output.ts';
import { settingsOf } from './settings.ts';
import type { ComputeStack } from './stacks/compute.ts';
import type { FrontStack } from './stacks/front.ts';
import type { IdentityStack } from './stacks/identity.ts';
import type { NotificationsStack } from './stacks/notifications.ts';
import type { StorageStack } from './stacks/storage.ts';
import type { WorkflowsStack } from './stacks/workflows.ts';
import { traitsOf } from './targets.ts';

/** What a reaction may be given a use of. */
export type Surroundings = {
  readonly storage: StorageStack;
  readonly front: FrontStack;
  readonly identity: IdentityStack;
  readonly notifications: NotificationsStack;
  readonly compute: ComputeStack;
  readonly workflows: WorkflowsStack;
};

type Reaction = Omit<EngineFunctionProps, 'entry'> & {
  /** Connects the function with what it waits for; what could not be delivered goes to `lost`. */
  readonly when: (made: EngineFunction, stack: Stack, lost: IQueue) => void;
};

const inState = (...states: JobState[]) => ({ state: { S: states } });
const ofJob = (images: object) => ({ dynamodb: { Keys: { sk: { S: ['job'] } }, ...images } });

/** Changes that may be of a job's state. A job that runs is written every second, and nobody is told of that. */
const newStates = [
  ofJob({ NewImage: inState(...jobState.exclude(['running']).options) }),
  ofJob({ OldImage: inState('queued'), NewImage: inState('running') }),
];

/** Of a batch people are told once, and not of each item. */
const whole = { detail: { parent: [{ exists: false }] } };

/** Entry -> what it does, what it may use, and what it waits for. */
export const reactionsOf = ({
  storage: { jobs, media },
  identity: { people },
  front,
  notifications: { bus, mail, webhooks },
  compute: { queues },
  workflows: { workflows },
}: Surroundings): Readonly<Record<string, Reaction>> => ({
  'functions/jobs/events/on-job-changed.ts': {
    description: 'Tells on the bus what changed on the record of a job, and counts it',
    uses: [bus.publish, jobs.readWrite],
    when: ({ handler }, _stack, lost) => jobs.onChange(handler, newStates, lost),
  },
  'functions/jobs/events/on-execution-ended.ts': {
    description: 'Fails a job whose workflow ended without a word',
    uses: [jobs.readWrite],
    when: ({ handler }, stack, lost) =>
      react(stack, 'ExecutionEnded', {
        ...{ handler, lost },
        pattern: {
          source: ['aws.states'],
          detailType: ['Step Functions Execution Status Change'],
          detail: {
            status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
            stateMachineArn: workflows.all.map(({ machine }) => machine.stateMachineArn),
          },
        },
      }),
  },
  'functions/jobs/events/sweep.ts': {
    description: 'Looks at every record whose time has come: lost starts, stalled work, files past their retention',
    seconds: 240,
    uses: [jobs.readWrite, media.use({ erase: ['processed/', 'work/'] }), workflows.control, workflows.answer],
    when: ({ handler }, stack, lost) => react(stack, 'EveryFiveMinutes', { handler, lost, every: Duration.minutes(5) }),
  },
  'functions/jobs/events/on-job-over.ts': {
    description: 'Removes the files of a job that was canceled or has expired, and pieces of what came whole',
    seconds: 300,
    uses: [jobs.readWrite, media.use({ erase: ['processed/', 'work/'] })],
    when: ({ handler }, stack, lost) => {
      const told = { handler, lost, bus: bus.bus };
      react(stack, 'JobOver', { ...told, pattern: { detailType: ['job.canceled', 'job.expired'] } });
      // no other kind of job keeps pieces
      const fetched = { detailType: ['job.succeeded'], detail: { kind: ['download'] } };
      react(stack, 'DownloadSucceeded', { ...told, pattern: fetched });
    },
  },
  'functions/ops/events/measure-storage.ts': {
    description: 'Counts what is stored, and whose it is',
    seconds: 900,
    uses: [
      jobs.readWrite,
      media.use({}),
      told('REELMILL_OWNER_QUOTA_BYTES', settingsOf(front).ownerQuotaBytes?.toString()),
    ],
    when: ({ handler }, stack, lost) => react(stack, 'EveryHour', { handler, lost, every: Duration.hours(1) }),
  },
  'functions/jobs/events/on-child-ended.ts': {
    description: 'Lets the workflow of a batch go on once an item is over',
    uses: [jobs.readWrite, workflows.answer],
    when: ({ handler }, stack, lost) =>
      react(stack, 'ChildEnded', {
        ...{ handler, lost },
        bus: bus.bus,
        pattern: {
          detailType: ['job.succeeded', 'job.failed', 'job.canceled'],
          detail: { parent: [{ exists: true }] },
        },
      }),
  },
  'functions/jobs/events/on-parent-over.ts': {
    description: 'Cancels what is left of a canceled batch, or removes the files of one that is removed',
    seconds: 300,
    uses: [jobs.readWrite, workflows.control],
    when: ({ handler }, stack, lost) =>
      react(stack, 'ParentOver', {
        ...{ handler, lost },
        bus: bus.bus,
        pattern: { detailType: ['job.canceled', 'job.expired'], detail: { kind: ['batch'] } },
      }),
  },
  'functions/uploads/events/on-object-created.ts': {
    description: 'Starts the work that an object under raw/ asks for',
    uses: [jobs.readWrite, media.use({ read: ['raw/'] }), workflows.control],
    when: ({ handler }, stack, lost) =>
      react(stack, 'ObjectCreated', {
        ...{ handler, lost },
        pattern: {
          source: [traitsOf(stack).storeEvents],
          detailType: ['Object Created'],
          detail: { bucket: { name: [media.bucket.bucketName] }, object: { key: [{ prefix: 'raw/' }] } },
        },
      }),
  },
  'functions/notifications/events/on-job-ended.ts': {
    description: 'Mails the owner of a job how it ended',
    uses: [jobs.readWrite, people.lookUp, front.tell, mail.send],
    when: ({ handler }, stack, lost) =>
      react(stack, 'JobEnded', {
        handler,
        lost,
        bus: bus.bus,
        pattern: { detailType: ['job.succeeded', 'job.failed'], ...whole },
      }),
  },
  'functions/notifications/events/on-mail-feedback.ts': {
    description: 'Turns mail off for an address that bounced or complained',
    uses: [jobs.readWrite],
    when: ({ handler }, _stack, lost) =>
      handler.addEventSource(new sources.SnsEventSource(mail.feedback, { deadLetterQueue: lost })),
  },
  'functions/webhooks/events/on-job-ended.ts': {
    description: 'Begins to tell the webhooks of an owner how a job ended',
    uses: [jobs.readWrite, webhooks.send, webhooks.seal],
    when: ({ handler }, stack, lost) =>
      react(stack, 'JobEndedForWebhooks', {
        ...{ handler, lost },
        bus: bus.bus,
        pattern: { detailType: [...webhookTypes], ...whole },
      }),
  },
  'functions/webhooks/events/deliver.ts': {
    description: 'Posts one message to a receiver outside, behind the guard',
    uses: [jobs.readWrite, webhooks.send, webhooks.open],
    when: ({ handler }) => webhooks.onDue(handler),
  },
  'functions/worker/events/on-dead-letter.ts': {
    description: 'Fails the task of an operation that no worker brought back',
    uses: [workflows.answer],
    when: ({ handler }) => handler.addEventSource(new sources.SqsEventSource(queues.lost, { batchSize: 10 })),
  },
  ...(traitsOf(front).losesExecutions && {
    'functions/jobs/events/reconcile.ts': {
      description: 'After a restart: starts again what the emulator lost',
      seconds: 300,
      uses: [jobs.readWrite, workflows.control],
      when: ({ handler }: EngineFunction, stack: Stack) => output(stack, 'ReconcileFunctionName', handler.functionName),
    },
  }),
});
