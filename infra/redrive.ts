import { execa } from 'execa';
import { type Again, againOf, type LostMessage, lostMessage, type StreamPlace } from './lost-event.ts';

/**
 * `npm run redrive -- "$QUEUE"`: has the events in the queue of the output `LostEventsUrl` handled again. It takes the
 * command line of AWS and credentials. What fails again comes back to the queue once its tries are used up.
 */
const [queue] = process.argv.slice(2);
if (!queue) throw new Error('give the address of the queue: the output LostEventsUrl of the stack reactions');

type Json = Record<string, unknown>;

const aws = async (args: readonly string[], input = ''): Promise<Json> => {
  const { stdout } = await execa('aws', [...args, '--output', 'json'], { input, stderr: 'inherit' });
  return stdout === '' ? {} : JSON.parse(stdout);
};

/** Streams keep their records for 24 hours. */
const recordsAt = async ({ streamArn, shardId, startSequenceNumber, batchSize }: StreamPlace): Promise<Json> => {
  const from = ['--shard-iterator-type', 'AT_SEQUENCE_NUMBER', '--sequence-number', startSequenceNumber];
  const place = ['--stream-arn', streamArn, '--shard-id', shardId, ...from];
  const { ShardIterator } = await aws(['dynamodbstreams', 'get-shard-iterator', ...place]);
  const batch = ['--shard-iterator', String(ShardIterator), '--limit', String(batchSize)];
  const { Records } = await aws(['dynamodbstreams', 'get-records', ...batch]);
  return { Records };
};

const handleAgain = async (again: Again): Promise<void> => {
  if ('tell' in again) {
    await aws(['sns', 'publish', '--topic-arn', again.tell, '--message', 'file:///dev/stdin'], again.message);
    return;
  }
  const payload = 'stream' in again ? await recordsAt(again.stream) : again.payload;
  const call = ['--function-name', again.call, '--invocation-type', 'Event'];
  const sent = ['--cli-binary-format', 'raw-in-base64-out', '--payload', 'file:///dev/stdin'];
  await aws(['lambda', 'invoke', ...call, ...sent, '/dev/null'], JSON.stringify(payload));
};

const redrive = async (message: LostMessage): Promise<boolean> => {
  try {
    const again = againOf(message);
    if (!again) throw new Error('nobody of ours gives events up in this form');
    await handleAgain(again);
    await aws(['sqs', 'delete-message', '--queue-url', queue, '--receipt-handle', message.ReceiptHandle]);
    return true;
  } catch (error) {
    process.stderr.write(`${message.MessageId} stays: ${(error as Error).message}\n`);
    return false;
  }
};

const receive = async (): Promise<LostMessage[]> => {
  const most = ['--max-number-of-messages', '10', '--message-attribute-names', 'All'];
  const { Messages = [] } = await aws(['sqs', 'receive-message', '--queue-url', queue, ...most]);
  return lostMessage.array().parse(Messages);
};

const count = { again: 0, stay: 0 };
for (let messages = await receive(); messages.length > 0; messages = await receive())
  for (const message of messages) count[(await redrive(message)) ? 'again' : 'stay'] += 1;
process.stdout.write(`${count.again} events are handled again, ${count.stay} stay\n`);
process.exitCode = count.stay > 0 ? 1 : 0;
