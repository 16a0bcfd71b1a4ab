import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { installed } from '../home.ts';
import { killGroup, ownerMark } from '../processes/service.ts';
import { awsClient, machineEnvironment, type Stack, storeClient } from '../stack.ts';
import { mediaBucket } from '../store.ts';
import { type Cursor, openCursor, secondsAgo } from './cursor.ts';
import { jsonBlocks } from './json-blocks.ts';
import { created, eventSource, type ObjectEvent, type StoreChange, sequencer, toObjectEvent } from './object-event.ts';

export type Bridge = {
  /** The emulator may have lost what it was handed last: hand it on again, consumers bear that. */
  readonly repeat: () => void;
  readonly stop: () => Promise<void>;
};

type Options = {
  /** The log may have lost its end with the store: look at the bucket too. */
  readonly afterCrash: boolean;
  readonly onTrouble: (line: string) => void;
};

const repeatSeconds = 60n;
const second = 1_000_000_000n;

/** Carries the store's changes to EventBridge as S3 would, from a cursor on disk: at least once, in order. */
export const startBridge = async (stack: Stack, { afterCrash, onTrouble }: Options): Promise<Bridge> => {
  const cursor = await openCursor(stack.home.bridge, BigInt(Date.now()) * 1_000_000n);
  const events = new EventBridgeClient(awsClient(stack));
  const stopping = new AbortController();
  let tail: ChildProcess | undefined;
  let from = afterCrash ? cursor.value - repeatSeconds * second : cursor.value;
  let mustList = afterCrash;

  const deliver = (event: ObjectEvent) => deliverUntilTaken(events, event, stopping.signal);

  const follow = async () => {
    while (!stopping.signal.aborted) {
      try {
        if (mustList) for await (const event of listed(stack, from)) await deliver(event);
        mustList = true;
        const child = spawnTail(stack, from);
        tail = child;
        await carry(child, { from, cursor, deliver });
        from = cursor.value;
      } catch (failure) {
        // That the store is away is told by who starts it again.
        const isAway = (failure as NodeJS.ErrnoException).code === 'ECONNREFUSED';
        if (!stopping.signal.aborted && !isAway) onTrouble(`bridge: ${(failure as Error).message}`);
      }
      await sleep(500, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const following = follow();

  return {
    repeat: () => {
      from = cursor.value - repeatSeconds * second;
      if (tail) killGroup(tail.pid ?? 0);
    },
    stop: async () => {
      stopping.abort();
      if (tail) killGroup(tail.pid ?? 0);
      await following;
      events.destroy();
    },
  };
};

const spawnTail = ({ home, ports }: Stack, from: bigint): ChildProcess =>
  spawn(
    installed.weed,
    [
      'filer.meta.tail',
      `-filer=127.0.0.1:${ports.filer}`,
      `-pathPrefix=/buckets/${mediaBucket}/`,
      `-timeAgo=${secondsAgo(from, Date.now())}s`,
    ],
    {
      cwd: home.storeConfig,
      env: { ...machineEnvironment(), HOME: home.storeConfig, [ownerMark]: home.data },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    },
  );

type Carried = {
  readonly from: bigint;
  readonly cursor: Cursor;
  readonly deliver: (event: ObjectEvent) => Promise<void>;
};

const carry = async (child: ChildProcess, { from, cursor, deliver }: Carried): Promise<void> => {
  if (!child.stdout) return;
  let last = from;
  const lines = createInterface({ input: child.stdout });
  for await (const change of jsonBlocks<StoreChange>(withEnds(lines))) {
    const at = BigInt(change.tsNs);
    if (at <= last) continue;
    const event = toObjectEvent(change, mediaBucket);
    if (event) await deliver(event);
    last = at;
    if (at > cursor.value) await cursor.advance(at);
  }
};

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

async function* listed(stack: Stack, since: bigint): AsyncGenerator<ObjectEvent> {
  const client = new S3Client(storeClient(stack));
  try {
    for await (const page of paginateListObjectsV2({ client }, { Bucket: mediaBucket, Prefix: 'raw/' })) {
      for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
        const at = BigInt(LastModified?.getTime() ?? 0) * 1_000_000n;
        if (!Key || at <= since - second) continue;
        const object = { key: Key, size: Size, etag: ETag?.replaceAll('"', ''), sequencer: sequencer(at) };
        yield created(mediaBucket, object, 'PutObject');
      }
    }
  } finally {
    client.destroy();
  }
}

const deliverUntilTaken = async (
  events: EventBridgeClient,
  event: ObjectEvent,
  stopped: AbortSignal,
): Promise<void> => {
  const Entries = [
    {
      Source: eventSource,
      DetailType: event.type,
      Detail: JSON.stringify(event.detail),
      Resources: [`arn:aws:s3:::${event.bucket}`],
    },
  ];
  for (let wait = 200; ; wait = Math.min(wait * 2, 5000)) {
    stopped.throwIfAborted();
    const taken = await events.send(new PutEventsCommand({ Entries }), { abortSignal: stopped }).then(
      ({ FailedEntryCount }) => !FailedEntryCount,
      () => false,
    );
    if (taken) return;
    await sleep(wait, undefined, { signal: stopped });
  }
};
