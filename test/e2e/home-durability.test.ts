import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendEmailCommand, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonService } from '#shared/aws/json-service.ts';
import { kmsSealer } from '#shared/aws/kms-sealer.ts';
import { emulatorMark, saveEmulator, startEmulator } from '../../infra/local/emulator.ts';
import { homeAt } from '../../infra/local/home.ts';
import { choosePorts, isFree } from '../../infra/local/ports.ts';
import type { Kept } from '../../infra/local/processes/keep-running.ts';
import { ensureSecrets } from '../../infra/local/secrets.ts';
import { awsClient, emulatorUrl, type Stack, storeClient } from '../../infra/local/stack.ts';
import { startStore } from '../../infra/local/store.ts';
import { until } from '../support/wait.ts';

const onTrouble = () => undefined;
const folder = await mkdtemp(join(tmpdir(), 'durable-'));
const home = homeAt(folder);
const stack: Stack = { home, ports: await choosePorts(home), secrets: await ensureSecrets(home) };
const client = { ...awsClient(stack), maxAttempts: 8 };
const db = new DynamoDBClient(client);
const sqs = new SQSClient(client);

let emulator: Kept | undefined;
let store: Kept | undefined;

const startBoth = async () => {
  emulator = await startEmulator(stack, { onReturn: async () => undefined, onTrouble });
  store = await startStore(stack, onTrouble);
  await Promise.all([emulator.up, store.up]);
};

/** `kill -9` of its whole group, as the system does it when memory runs out; nothing starts it again. */
const crashAndStartEmulator = async () => {
  emulator?.kill();
  await until(() => isFree(stack.ports.emulator), Boolean, { everyMs: 20 });
  emulator = await startEmulator(stack, { onReturn: async () => undefined, onTrouble });
  await emulator.up;
};

const TableName = 'records';
const Key = { pk: { S: 'job' } };

beforeAll(async () => {
  await startBoth();
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
  await saveEmulator(stack, 'deployed');
});

afterAll(async () => {
  await emulator?.stop();
  await store?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('an emulator that is killed', () => {
  it('still has the item whose write it had just answered', async () => {
    for (const round of [1, 2, 3]) {
      const item = { pk: { S: `accepted-${round}` }, body: { B: new Uint8Array([0, 255, round]) } };
      await db.send(new PutItemCommand({ TableName, Item: item }));
      await crashAndStartEmulator();
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: { pk: item.pk } }));
      expect(Item).toEqual(item);
    }
  });

  it('counts each update once, however often it was killed', async () => {
    const add = { TableName, Key, UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
    for (let updates = 1; updates <= 60; updates += 1) {
      await db.send(new UpdateItemCommand(add));
      if (updates % 20 === 0) await crashAndStartEmulator();
    }
    const { Item } = await db.send(new GetItemCommand({ TableName, Key }));
    expect(Item?.['n']).toEqual({ N: '60' });
  });

  it('keeps a transaction whole, and a condition that failed leaves no trace', async () => {
    const puts = ['a', 'b'].map((pk) => ({ Put: { TableName, Item: { pk: { S: pk } } } }));
    await db.send(new TransactWriteItemsCommand({ TransactItems: puts }));
    const refused = new PutItemCommand({
      TableName,
      Item: { pk: { S: 'a' }, late: { BOOL: true } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await expect(db.send(refused)).rejects.toThrow('conditional');
    await crashAndStartEmulator();
    for (const { Put } of puts) {
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: Put.Item }));
      expect(Item).toEqual(Put.Item);
    }
  });

  it('still shows the mail that it had just taken', async () => {
    const ses = new SESClient(client);
    const Source = 'reelmill@reelmill.local';
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: Source }));
    const text = { Data: 'done' };
    await ses.send(
      new SendEmailCommand({
        Source,
        Destination: { ToAddresses: [Source] },
        Message: { Subject: text, Body: { Text: text } },
      }),
    );
    await crashAndStartEmulator();
    const reply = await fetch(`${emulatorUrl(stack)}/_ministack/ses/messages`);
    const { messages } = (await reply.json()) as { messages: Record<string, { Subject: string }[]> };
    expect(Object.values(messages).flat()).toMatchObject([{ Subject: 'done' }]);
  });

  it('still opens what was sealed with a key that it had saved', async () => {
    const service = { name: 'kms', target: 'TrentService' };
    const kms = jsonService(service, () => ({ client: db, endpoint: emulatorUrl(stack) }));
    const { KeyMetadata } = (await kms('CreateKey', {})) as { KeyMetadata: { KeyId: string } };
    const sealed = await kmsSealer(KeyMetadata.KeyId, kms).seal(Buffer.from('cookies'), { owner: 'ann' });
    await until(
      () => readFile(join(home.emulatorState, 'kms.json'), 'utf8').catch(() => ''),
      (text) => text.includes(KeyMetadata.KeyId),
    );
    await crashAndStartEmulator();
    const opened = await kmsSealer(KeyMetadata.KeyId, kms).open(sealed, { owner: 'ann' });
    expect(Buffer.from(opened).toString()).toBe('cookies');
  });

  it('has lost at most a few seconds of what is not an item', async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'work' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
    const saved = join(home.emulatorState, 'sqs.json');
    await until(
      () => readFile(saved, 'utf8').catch(() => ''),
      (text) => text.includes('kept'),
    );
    await crashAndStartEmulator();
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.[0]?.Body).toBe('kept');
  });

  it('knows what it was deployed from, so that nothing is deployed again', async () => {
    expect(await emulatorMark(stack)).toBe('deployed');
  });
});

describe('a store that is killed', () => {
  it('still has every byte that it acknowledged', async () => {
    const s3 = new S3Client(storeClient(stack));
    const body = Buffer.alloc(3_000_000, 'reelmill');
    await s3.send(new PutObjectCommand({ Bucket: 'media', Key: 'raw/x', Body: body }));
    store?.kill();
    await until(() => isFree(stack.ports.s3), Boolean, { everyMs: 20 });
    store = await startStore(stack, onTrouble);
    await store.up;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'media', Key: 'raw/x' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
  });
});
