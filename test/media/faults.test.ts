import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inspectRun } from '#media/operations/inspect.run.ts';
import { transcodeRun } from '#media/operations/transcode.run.ts';
import { EngineError } from '#shared/errors.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { fixture } from '../fixtures/make.ts';
import { aBench, type Bench, ports, transcodeFixture } from '../support/media.ts';

/** Slow enough to be met in the middle. */
const slow = {
  rendition: { container: 'mp4', shortSide: 1080, upscale: true, speed: 'small', videoCodec: 'hevc' },
} as never;

const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  return error instanceof EngineError ? error.code : error;
};

const ffmpegIn = async ({ context }: Bench): Promise<number> => {
  for (let waited = 0; waited < 200; waited++) {
    const marker = readdirSync(context.scratch).find((name) => name.startsWith('.tool-'));
    if (marker && existsSync(join(context.scratch, 'main.mp4'))) return Number(marker.slice('.tool-'.length));
    await sleep(25);
  }
  throw new Error('ffmpeg never began');
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('in the middle of the work', () => {
  test.each([
    ['SIGKILL', 'worker.out-of-memory'],
    ['SIGSEGV', 'tool.failed'],
  ] as const)('a %s of ffmpeg ends with %s', async (signal, code) => {
    await using bench = await aBench();
    const failure = failureOf(transcodeFixture('landscape.mp4', slow, bench));
    process.kill(await ffmpegIn(bench), signal);
    expect(await failure).toBe(code);
  });

  test('an abort ends ffmpeg, and says why', async () => {
    const stop = new AbortController();
    await using bench = await aBench(stop.signal);
    const failure = failureOf(transcodeFixture('landscape.mp4', slow, bench));
    const pid = await ffmpegIn(bench);
    stop.abort(new EngineError('worker.stalled', 'no progress'));
    expect(await failure).toBe('worker.stalled');
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(bench.pathOf(bench.context.prefix.artifacts))).toBe(false);
  });

  test.runIf(existsSync('/dev/full'))('a full disk is told as such, and does not hang', async () => {
    await using bench = await aBench();
    symlinkSync('/dev/full', join(bench.context.scratch, 'main.mp4'));
    expect(await failureOf(transcodeFixture('landscape.mp4', { preset: 'h264-480p' }, bench))).toBe('worker.disk-full');
  });
});

describe('a byte store', () => {
  /** Answers as the given store would, until it has sent so many bytes. */
  const failingAfter = async (mostBytes: number, status: number): Promise<MediaStore & AsyncDisposable> => {
    const path = await fixture('landscape.mp4');
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(path);
    let sent = 0;
    const server = createServer((request, response) => {
      const start = Number(/bytes=(\d+)/.exec(request.headers.range ?? '')?.[1] ?? 0);
      if (sent >= mostBytes) return void response.writeHead(status).end();
      const part = bytes.subarray(start, start + Math.max(mostBytes - sent, 0));
      sent += part.length;
      response.writeHead(206, {
        'content-length': bytes.length - start,
        'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
      });
      response.write(part, () => (part.length < bytes.length - start ? response.destroy() : response.end()));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/source`;
    const close = async () => {
      server.closeAllConnections();
      server.close();
    };
    return {
      ...ports.media,
      open: async () => ({ url, failure: () => undefined, [Symbol.asyncDispose]: async () => {} }),
      [Symbol.asyncDispose]: close,
    };
  };

  test.each([
    [503, 'storage.unavailable'],
    [404, 'source.not-found'],
    [403, 'storage.unavailable'],
  ])('that answers %d from the start ends it with %s', async (status, code) => {
    await using media = await failingAfter(0, status);
    await using bench = await aBench();
    const work = inspectRun.run({ source: 'landscape.mp4', request: {} }, bench.context, { ...ports, media });
    expect(await failureOf(work)).toBe(code);
  });

  test('that fails half-way never makes half a film', async () => {
    await using bench = await aBench();
    await fixture('landscape.mp4');
    const { plan } = await inspectRun.run(
      { source: 'landscape.mp4', request: { preset: 'h264-480p' } },
      bench.context,
      ports,
    );
    await using media = await failingAfter(1_200_000, 404);
    const failure = await failureOf(
      transcodeRun.run({ source: 'landscape.mp4', plan: plan as never }, bench.context, { ...ports, media }),
    );
    expect(['source.truncated', 'source.not-found', 'storage.unavailable']).toContain(failure);
    expect(existsSync(bench.pathOf(`${bench.context.prefix.artifacts}main.mp4`))).toBe(false);
  });
});

describe('while it works', () => {
  test('progress grows, tells a speed, and no log line holds a signature', async () => {
    await using bench = await aBench();
    await transcodeFixture('half-minute.mp4', { preset: 'h264-480p' }, bench);
    const percents = bench.reports.flatMap(({ percent }) => percent ?? []);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(percents.at(-1)).toBe(97);
    expect(bench.reports.some(({ speed }) => (speed ?? 0) > 0)).toBe(true);
    expect(bench.lines.join()).not.toContain('secret');
  });

  test('a second run overwrites what the first one made, and adds nothing', async () => {
    await using bench = await aBench();
    const first = await transcodeFixture('vp9.webm', { preset: 'mp3' }, bench);
    const second = await transcodeFixture('vp9.webm', { preset: 'mp3' }, bench);
    expect(second.artifacts.map(({ key }) => key)).toEqual(first.artifacts.map(({ key }) => key));
  });
});
