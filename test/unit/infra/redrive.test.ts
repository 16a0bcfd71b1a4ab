import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { againOf } from '../../../infra/lost-event.ts';
import { root } from '../../../infra/product.ts';

const context = { functionArn: 'arn:aws:lambda:eu-west-1:1:function:react:$LATEST', condition: 'RetriesExhausted' };
const place = { streamArn: 'arn:stream', shardId: 'shard-1', startSequenceNumber: '7', batchSize: 1 };
const aMessage = (body: object, attributes: Record<string, string> = {}) => ({
  MessageId: 'm',
  ReceiptHandle: 'r',
  Body: JSON.stringify(body),
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { StringValue }]),
  ),
});

const call = aMessage({ requestContext: context, requestPayload: { detail: 1 }, responsePayload: { errorType: 'E' } });
const batch = aMessage({ requestContext: context, DDBStreamBatchInfo: place });
const delivery = aMessage({ 'detail-type': 'Object Created' }, { TARGET_ARN: 'arn:target', RULE_ARN: 'arn:rule' });
const notification = aMessage({ Type: 'Notification', TopicArn: 'arn:topic', Message: '{"bounce":1}' });
const unknown = aMessage({ hello: 1 });

describe('an event that was given up', () => {
  it.each([
    ['a call that failed, by its own payload', call, { call: context.functionArn, payload: { detail: 1 } }],
    ['a batch of a stream, by where it lies', batch, { call: context.functionArn, stream: place }],
    ['a rule’s delivery', delivery, { call: 'arn:target', payload: { 'detail-type': 'Object Created' } }],
    ['a topic’s delivery', notification, { tell: 'arn:topic', message: '{"bounce":1}' }],
    ['none of these', unknown, null],
  ])('is handled again as what it was: %s', (_what, message, again) => {
    expect(againOf(message)).toEqual(again);
  });
});

/** Stands for the command line of AWS: tells what it was asked, and answers with what it was given. */
const stub = (folder: string, messages: readonly object[]) => `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const input = readFileSync(0, 'utf8');
appendFileSync('${folder}/asked', JSON.stringify({ args, input }) + '\\n');
const first = !existsSync('${folder}/received');
const answers = {
  'receive-message': () => {
    writeFileSync('${folder}/received', '');
    return first ? { Messages: ${JSON.stringify(messages)} } : {};
  },
  'get-shard-iterator': () => ({ ShardIterator: 'it' }),
  'get-records': () => ({ Records: [{ eventID: 'e' }] }),
};
const answer = answers[args[1]]?.();
if (answer) console.log(JSON.stringify(answer));
`;

describe('npm run redrive', () => {
  const made = { folder: '' };
  beforeAll(async () => {
    made.folder = await mkdtemp(join(tmpdir(), 'redrive-'));
  });
  afterAll(() => rm(made.folder, { recursive: true }));

  it('hands each event over, then takes it from the queue, and leaves what it does not understand', async () => {
    const messages = [call, batch, delivery, notification, unknown].map((each, at) => ({
      ...each,
      ReceiptHandle: `r${at}`,
    }));
    await writeFile(join(made.folder, 'aws'), stub(made.folder, messages), { mode: 0o755 });

    const { stdout, stderr, exitCode } = await execa(process.execPath, ['infra/redrive.ts', 'https://queue'], {
      cwd: root,
      env: { PATH: [made.folder, process.env['PATH']].join(delimiter) },
      reject: false,
    });

    const asked = (await readFile(join(made.folder, 'asked'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const inputs = (verb: string) => asked.filter(({ args }) => args[1] === verb).map(({ input }) => input);
    expect(inputs('invoke').map((text) => JSON.parse(text))).toEqual([
      { detail: 1 },
      { Records: [{ eventID: 'e' }] },
      { 'detail-type': 'Object Created' },
    ]);
    expect(inputs('publish')).toEqual(['{"bounce":1}']);
    const removed = asked.filter(({ args }) => args[1] === 'delete-message').map(({ args }) => args[5]);
    expect(removed).toEqual(['r0', 'r1', 'r2', 'r3']);
    expect(stdout).toBe('4 events are handled again, 1 stay');
    expect(stderr).toContain('m stays');
    expect(exitCode).toBe(1);
  });
});
