import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateQueueCommand, DeleteQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { workQueue } from '#shared/aws/work-queue.ts';
import type { WorkQueue } from '#shared/ports/work-queue.ts';
import { remoteQueue } from '#worker/remote/ports.ts';
import { inMemoryWorkQueue } from '../support/fakes/work-queue.ts';
import { anInstallation } from '../support/installation.ts';
import { connectionTo } from '../support/stack-connection.ts';

const visibilitySeconds = 1;
const untilVisible = () => wait(visibilitySeconds * 1000 + 300);

type Opened = { readonly queue: WorkQueue; readonly sendText: (text: string) => unknown };

const contract = (open: () => Promise<Opened>) => {
  let queue: WorkQueue;
  let sendText: Opened['sendText'];
  beforeEach(async () => {
    ({ queue, sendText } = await open());
  });

  it('delivers what was sent', async () => {
    await queue.send({ operation: 'media.transcode', input: { source: 'raw/ü.mov' } });
    const [delivery] = await queue.receive(1, 1);
    expect(delivery).toMatchObject({
      body: { operation: 'media.transcode', input: { source: 'raw/ü.mov' } },
      deliveries: 1,
    });
  });

  it('delivers what is no JSON as the text it is, for its taker to refuse', async () => {
    await sendText('not json');
    expect(await queue.receive(1, 1)).toMatchObject([{ body: 'not json' }]);
  });

  it('answers with nothing when nothing came while it waited', async () => {
    expect(await queue.receive(10, 0)).toEqual([]);
  });

  it('delivers at most as many as asked for', async () => {
    for (const n of [1, 2, 3]) await queue.send(n);
    expect(await queue.receive(2, 1)).toHaveLength(2);
  });

  it('delivers once while the taker holds it, and again when it fell silent', async () => {
    await queue.send('work');
    const [first] = await queue.receive(1, 1);
    expect(await queue.receive(1, 0)).toEqual([]);
    await untilVisible();
    const [second] = await queue.receive(1, 2);
    expect(second).toMatchObject({ id: first?.id, body: 'work', deliveries: 2 });
    expect(second?.receipt).not.toBe(first?.receipt);
  });

  it('holds it back for as long as it is extended', async () => {
    await queue.send('work');
    const [delivery] = await queue.receive(1, 1);
    expect(await queue.extend(delivery?.receipt ?? '', 5)).toBe(true);
    await untilVisible();
    expect(await queue.receive(1, 0)).toEqual([]);
  });

  it('gives it to the next at once when extended by nothing', async () => {
    await queue.send('work');
    const [delivery] = await queue.receive(1, 1);
    await queue.extend(delivery?.receipt ?? '', 0);
    expect(await queue.receive(1, 2)).toMatchObject([{ body: 'work', deliveries: 2 }]);
  });

  it('never delivers again what is done', async () => {
    await queue.send('work');
    const [delivery] = await queue.receive(1, 1);
    await queue.done(delivery?.receipt ?? '');
    await queue.done(delivery?.receipt ?? '');
    expect(await queue.extend(delivery?.receipt ?? '', 5)).toBe(false);
    await untilVisible();
    expect(await queue.receive(1, 0)).toEqual([]);
  });

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController();
    const waiting = queue.receive(1, 20, stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
};

describe('a work queue in memory', () =>
  contract(async () => {
    const queue = inMemoryWorkQueue(visibilitySeconds);
    return { queue, sendText: queue.sendText };
  }));

describe('a work queue as a worker outside reaches it', () =>
  contract(async () => {
    const queue = inMemoryWorkQueue(visibilitySeconds);
    const { api } = await anInstallation({ queueOf: () => queue });
    return { queue: { ...queue, ...remoteQueue(api, 'compute') }, sendText: queue.sendText };
  }));

describe('a work queue in SQS', () => {
  const client = new SQSClient(connectionTo('control'));
  const opened: string[] = [];
  afterAll(async () => {
    for (const QueueUrl of opened) await client.send(new DeleteQueueCommand({ QueueUrl }));
    client.destroy();
  });
  contract(async () => {
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({
        QueueName: `contract-${randomUUID()}`,
        Attributes: { VisibilityTimeout: `${visibilitySeconds}` },
      }),
    );
    opened.push(QueueUrl);
    const sendText = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    return { queue: workQueue(QueueUrl, client), sendText };
  });
});
