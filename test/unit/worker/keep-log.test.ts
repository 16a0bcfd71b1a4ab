import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '#shared/job.ts';
import { keepLog } from '#worker/keep-log.ts';
import { linesOf } from '../../support/engine.ts';
import { aCall, aWorker } from '../../support/worker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the lines of a step', () => {
  it('are there within a second, together, under its name and in order', async () => {
    using worker = aWorker();
    const written: (readonly LogLine[])[] = [];
    const logs = {
      ...worker.ports.logs,
      append: async (_job: string, lines: readonly LogLine[]) => void written.push(lines),
    };
    await using log = keepLog(aCall(worker.job), { ...worker.ports, logs });
    log.write('one');
    log.write('two');
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject([
      { step: 'double', line: 'one' },
      { step: 'double', line: 'two' },
    ]);
  });

  it('are all there at the end', async () => {
    using worker = aWorker();
    {
      await using log = keepLog(aCall(worker.job), worker.ports);
      log.write('last');
    }
    expect(await linesOf(worker.ports, worker.job.id)).toEqual(['last']);
  });

  it('are cut where they have no end', async () => {
    using worker = aWorker();
    {
      await using log = keepLog(aCall(worker.job), worker.ports);
      log.write('x'.repeat(100_000));
    }
    expect((await linesOf(worker.ports, worker.job.id))[0]).toHaveLength(2000);
  });

  it('beyond 5,000 are left out but for the last, where the error is', async () => {
    using worker = aWorker();
    {
      await using log = keepLog(aCall(worker.job), worker.ports);
      for (let n = 1; n <= 6000; n += 1) log.write(`line ${n}`);
      log.write('source.broken: torn');
    }
    const { items } = await worker.ports.logs.page(worker.job.id, { limit: 10_000 });
    const lines = items.map(({ line }) => line);
    expect(lines.slice(4998, 5003)).toEqual(['line 4999', 'line 5000', '951 lines left out', 'line 5952', 'line 5953']);
    expect(lines.at(-1)).toBe('source.broken: torn');
  });

  it('that cannot be written fail nothing, and the next are tried again', async () => {
    using worker = aWorker();
    let outages = 1;
    const append: typeof worker.ports.logs.append = async (...lines) => {
      if (outages-- > 0) throw new Error('no answer');
      await worker.ports.logs.append(...lines);
    };
    {
      await using log = keepLog(aCall(worker.job), { ...worker.ports, logs: { ...worker.ports.logs, append } });
      log.write('lost');
      await vi.advanceTimersByTimeAsync(1000);
      log.write('kept');
    }
    expect(await linesOf(worker.ports, worker.job.id)).toEqual(['kept']);
    expect(worker.errors).toHaveLength(1);
  });
});
