import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Again, againOf, type LostMessage, lostMessage, type StreamPlace } from './lost-event.ts';

/**
 * `npm run redrive -- "$QUEUE"`: has the events in the queue of the output `LostEventsUrl` handled again. It takes the
 * command line of AWS and credentials. What fails again comes back to the queue once its tries are used up.
 */
const [queue] = process.argv.slice(2);
if (!queue) throw new Error('give the address of the queue: the output LostEventsUrl of the stack reactions');

type Json = Record<string, unknown>;

const aws = async (...args: readonly string[]): Promise<Json> => {
  const { stdout } = await execa('aws', [...args, '--output', 'json'], { stdin: 'ignore', stderr: 'inherit' });
  return stdout === '' ? {} : JSON.parse(stdout);
};

/** What a command line has no room for, and `ps` is not to show; the folder is its owner's alone. */
const withFile = async (text: string, use: (path: string) => Promise<unknown>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'redrive-'));
  try {
    const path = join(folder, 'event');
    await writeFile(path, text, { mode: 0o600 });
    await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A page of a stream may be empty although more follows; a shard that is read to its end says so. */
const mostEmptyPages = 10;

/** Streams keep their records for 24 hours. */
const recordsAt = async ({ streamArn, shardId, startSequenceNumber, batchSize }: StreamPlace): Promise<Json> => {
  const from = ['--shard-iterator-type', 'AT_SEQUENCE_NUMBER', '--sequence-number', startSequenceNumber];
  const place = ['--stream-arn', streamArn, '--shard-id', shardId, ...from];
  let { ShardIterator: next } = await aws('dynamodbstreams', 'get-shard-iterator', ...place);
  for (let page = 0; typeof next === 'string' && page < mostEmptyPages; page += 1) {
    const batch = ['--shard-iterator', next, '--limit', String(batchSize)];
    const got = await aws('dynamodbstreams', 'get-records', ...batch);
    if (Array.isArray(got['Records']) && got['Records'].length > 0) return { Records: got['Records'] };
    next = got['NextShardIterator'];
  }
  throw new Error(`the stream has no record ${startSequenceNumber} any more`);
};

const handleAgain = async (again: Again): Promise<void> => {
  if ('tell' in again)
    return withFile(again.message, (path) =>
      aws('sns', 'publish', '--topic-arn', again.tell, '--message', `file://${path}`),
    );
  const payload = 'stream' in again ? await recordsAt(again.stream) : again.payload;
  const call = ['--function-name', again.call, '--invocation-type', 'Event'];
  return withFile(JSON.stringify(payload), (path) =>
    aws('lambda', 'invoke', ...call, '--payload', `fileb://${path}`, '/dev/null'),
  );
};

const redrive = async (message: LostMessage): Promise<boolean> => {
  try {
    const again = againOf(message);
    if (!again) throw new Error('nobody of ours gives events up in this form');
    await handleAgain(again);
    await aws('sqs', 'delete-message', '--queue-url', queue, '--receipt-handle', message.ReceiptHandle);
    return true;
  } catch (error) {
    process.stderr.write(`${message.MessageId} stays: ${(error as Error).message}\n`);
    return false;
  }
};

const receive = async (): Promise<LostMessage[]> => {
  const most = ['--max-number-of-messages', '10', '--message-attribute-names', 'All'];
  const { Messages = [] } = await aws('sqs', 'receive-message', '--queue-url', queue, ...most);
  return lostMessage.array().parse(Messages);
};

const count = { again: 0, stay: 0 };
for (let messages = await receive(); messages.length > 0; messages = await receive())
  for (const message of messages) count[(await redrive(message)) ? 'again' : 'stay'] += 1;
process.stdout.write(`${count.again} events are handled again, ${count.stay} stay\n`);
process.exitCode = count.stay > 0 ? 1 : 0;
