import { existsSync } from 'node:fs';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
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

/** Stands for the command line of AWS: tells what it was asked, reads the files it is shown, and answers as given. */
const stub = (folder: string, messages: readonly object[], pages: readonly object[]) => `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const path = args.flatMap((arg) => /^fileb?:\\/\\/(.*)$/.exec(arg)?.[1] ?? [])[0];
const input = path === undefined ? null : readFileSync(path, 'utf8');
const mode = path === undefined ? null : statSync(path).mode & 0o777;
appendFileSync('${folder}/asked', JSON.stringify({ args, input, mode, path }) + '\\n');
const first = (name) => !existsSync('${folder}/' + name) && (writeFileSync('${folder}/' + name, ''), true);
const pages = ${JSON.stringify(pages)};
const answers = {
  'receive-message': () => (first('received') ? { Messages: ${JSON.stringify(messages)} } : {}),
  'get-shard-iterator': () => ({ ShardIterator: '0' }),
  'get-records': () => pages[Number(args[args.indexOf('--shard-iterator') + 1])],
};
const answer = answers[args[1]]?.();
if (answer) console.log(JSON.stringify(answer));
`;

type Asked = { args: string[]; input: string | null; mode: number | null; path?: string };

const redrive = async (lost: readonly object[], pages: readonly object[]) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'redrive-test-'));
  const messages = lost.map((each, at) => ({ ...each, ReceiptHandle: `r${at}` }));
  await writeFile(join(folder.path, 'aws'), stub(folder.path, messages, pages), { mode: 0o755 });
  const { stdout, stderr, exitCode } = await execa(process.execPath, ['infra/redrive.ts', 'https://queue'], {
    cwd: root,
    env: { PATH: [folder.path, process.env['PATH']].join(delimiter) },
    reject: false,
  });
  const lines = (await readFile(join(folder.path, 'asked'), 'utf8')).trim().split('\n');
  const asked = lines.map((line): Asked => JSON.parse(line));
  const inputs = (verb: string) => asked.filter(({ args }) => args[1] === verb).map(({ input }) => input);
  const removed = asked.filter(({ args }) => args[1] === 'delete-message').map(({ args }) => args[5]);
  return { stdout, stderr, exitCode, asked, inputs, removed };
};

describe('npm run redrive', () => {
  it('hands each event over, then takes it from the queue, and leaves what it does not understand', async () => {
    const lost = [call, batch, delivery, notification, unknown];
    const { stdout, stderr, exitCode, asked, inputs, removed } = await redrive(lost, [{ Records: [{ eventID: 'e' }] }]);

    expect(inputs('invoke').map((text) => JSON.parse(text ?? ''))).toEqual([
      { detail: 1 },
      { Records: [{ eventID: 'e' }] },
      { 'detail-type': 'Object Created' },
    ]);
    expect(inputs('publish')).toEqual(['{"bounce":1}']);
    expect(removed).toEqual(['r0', 'r1', 'r2', 'r3']);
    const files = asked.filter(({ path }) => path !== undefined);
    expect(files.map(({ mode }) => mode)).toEqual([0o600, 0o600, 0o600, 0o600]);
    expect(files.filter(({ path }) => existsSync(path as string))).toEqual([]);
    expect(stdout).toBe('4 events are handled again, 1 stay');
    expect(stderr).toContain('m stays');
    expect(exitCode).toBe(1);
  });

  it('reads on where a page of the stream is empty', async () => {
    const pages = [{ Records: [], NextShardIterator: '1' }, { Records: [{ eventID: 'late' }] }];
    const { inputs, removed } = await redrive([batch], pages);
    expect(inputs('invoke')).toEqual(['{"Records":[{"eventID":"late"}]}']);
    expect(removed).toEqual(['r0']);
  });

  it.each([
    ['to its end', [{ Records: [] }]],
    ['for long', [{ Records: [], NextShardIterator: '0' }]],
  ])('leaves a batch in the queue that the stream, read %s, has no records of', async (_how, pages) => {
    const { inputs, removed, stderr, exitCode } = await redrive([batch], pages);
    expect(inputs('invoke')).toEqual([]);
    expect(removed).toEqual([]);
    expect(stderr).toContain('m stays: the stream has no record 7 any more');
    expect(exitCode).toBe(1);
  });
});
