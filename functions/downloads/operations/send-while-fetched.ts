import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkContext } from '#shared/operation.ts';
import type { GrowingObjects } from '#shared/ports/growing-objects.ts';
import type { WebAccess } from '#shared/ports/web.ts';
import type { KeptUpload } from '../partials.ts';
import { type SendPlan, whyNotAsSent } from '../send-plan.ts';
import type { Stream } from '../streams.ts';
import { type PartsUpload, type Stored, type Target, uploadParts } from './upload-parts.ts';

const lookEveryMs = 200;

/** What the store itself said is not for the log of a job. */
const notTaken = 'the store did not take it';

type FileToSend = {
  readonly stream: Stream;
  /** By what the site says of the file; null where it is not worth while. */
  readonly plan: Promise<SendPlan | null>;
  /** By its ending; null where that cannot be known before it is whole. */
  readonly foresee: (ext: string) => Target | null;
};

type Place = {
  readonly context: Pick<WorkContext, 'scratch' | 'signal' | 'log' | 'report'>;
  readonly growing: GrowingObjects;
  readonly web: Pick<WebAccess, 'bytes'>;
};

export type Sending = AsyncDisposable & {
  /** What the store has of it for whoever goes on; null before the first part has arrived, and once it was given up. */
  readonly sent: () => KeptUpload | null;
  /** Sends what is left and makes the object of it; null where the file is not surely what was sent. */
  readonly finish: (path: string, target: Target) => Promise<Stored | null>;
  /** Nothing is left of it in the store. `why`: where the file is sent again. */
  readonly giveUp: (why?: string) => Promise<void>;
};

/** The unfinished file of a stream, and how it will end. */
const find = async ({ isFile }: Stream, scratch: string): Promise<{ path: string; ext: string } | null> => {
  const name = (await readdir(scratch)).find((one) => isFile(one) && one.endsWith('.part'));
  const [, ext] = /\.(\w+)\.part$/.exec(name ?? '') ?? [];
  return name && ext ? { path: join(scratch, name), ext } : null;
};

const isSameFile = async (file: FileHandle, path: string): Promise<boolean> => {
  const [read, made] = await Promise.all([file.stat({ bigint: true }), stat(path, { bigint: true })]);
  return read.ino === made.ino && read.dev === made.dev;
};

type Begun = { readonly plan: SendPlan; readonly target: Target; readonly file: FileHandle; readonly up: PartsUpload };

/**
 * Sends a file to where it is to lie while it is fetched, so that at its end only what came last is left to send. What was
 * sent is what the next try goes on from, should this one end before.
 */
export const sendWhileFetched = (
  { stream, plan: planned, foresee }: FileToSend,
  { context, growing, web }: Place,
): Sending => {
  const cameBefore = web.bytes();
  const ended = new AbortController();
  let begun: Begun | null = null;
  let isGivenUp = false;

  const giveUp = async (why?: string): Promise<void> => {
    if (isGivenUp) return;
    isGivenUp = true;
    if (!begun || begun.up.bytes() === 0) return;
    if (why) context.log(`what was sent of the file while it was fetched is sent again: ${why}`);
    await begun.up.abort().catch(() => context.log('an upload was left open'));
  };

  /** Once the file is there; false when there is nothing to wait for. */
  const begin = async (): Promise<boolean> => {
    const plan = await planned;
    const found = await find(stream, context.scratch);
    if (!plan || !found) return plan !== null;
    const target = foresee(found.ext);
    if (!target) return false;
    const up = uploadParts({ ...target, partBytes: plan.partBytes }, growing, context.signal);
    begun = { plan, target, up, file: await open(found.path) };
    return true;
  };

  /** Sends what is there of the file in full parts; false when it is not the same file any more. */
  const sendFull = async ({ plan, file, up }: Begun): Promise<boolean> => {
    for (;;) {
      const { size, nlink } = await file.stat();
      if (size < up.bytes() || nlink === 0) {
        await giveUp('the site has begun it anew');
        return false;
      }
      const least = up.bytes() === 0 ? plan.leadBytes : plan.partBytes;
      if (size - up.bytes() < least || context.signal.aborted) return true;
      await up.add(file, plan.partBytes);
    }
  };

  /** One that was finished, and so renamed, in between is saved whole. */
  const fail = async (error: NodeJS.ErrnoException): Promise<void> => {
    if (!context.signal.aborted && error.code !== 'ENOENT') await giveUp(notTaken);
  };

  const sending = (async () => {
    while (!ended.signal.aborted && !context.signal.aborted) {
      if (!(begun ? await sendFull(begun) : await begin())) return;
      await sleep(lookEveryMs, undefined, { signal: ended.signal }).catch(() => {});
    }
  })().catch(fail);

  const whyNotIt = async ({ plan, target, file }: Begun, path: string, as: Target): Promise<string | null> => {
    if (as.key !== target.key || as.mediaType !== target.mediaType) return 'it is another than was foreseen';
    const [isSame, { size: bytes }] = [await isSameFile(file, path), await stat(path)];
    return whyNotAsSent(plan, { isSame, bytes, cameIn: web.bytes() - cameBefore });
  };

  const sendRest = async ({ plan, file, up }: Begun): Promise<Stored> => {
    while (up.bytes() < plan.bytes) {
      await up.add(file, Math.min(plan.partBytes, plan.bytes - up.bytes()));
      context.report({ stage: 'uploading' });
    }
    return up.complete();
  };

  const stop = (): Promise<void> => {
    ended.abort();
    return sending;
  };

  return {
    sent: () => (isGivenUp ? null : (begun?.up.sent() ?? null)),
    finish: async (path, as) => {
      await stop();
      if (isGivenUp || !begun || begun.up.bytes() === 0) return null;
      try {
        const why = await whyNotIt(begun, path, as);
        if (why === null) return await sendRest(begun);
        await giveUp(why);
      } catch {
        context.signal.throwIfAborted();
        await giveUp(notTaken);
      }
      return null;
    },
    giveUp: async (why) => {
      await stop();
      await giveUp(why);
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
      await begun?.up.settled();
      await begun?.file.close();
    },
  };
};
