import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countRequests } from '#shared/http/count-requests.ts';
import { ok, route } from '#shared/route.ts';
import { call, silentLog } from '../../../support/call.ts';
import { inMemoryCounters } from '../../../support/fakes/counters.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Counters that know how often they were written, and may be out of order. */
const aCounter = () => {
  const counters = inMemoryCounters();
  const known = { writes: 0, isBroken: false };
  const add: typeof counters.add = async (more) => {
    known.writes += 1;
    if (known.isBroken) throw new Error('no answer');
    await counters.add(more);
  };
  const sums = async () => Object.fromEntries(await counters.read());
  return { known, sums, count: countRequests({ add }, { log: silentLog }) };
};

const get = { method: 'GET', status: 200 };
const word = 'http_requests_total?method=GET&status=200';

describe('what is answered', () => {
  it('is counted before the answer goes out, when little is asked', async () => {
    const { count, sums } = aCounter();
    await count(get);
    expect(await sums()).toEqual({ [word]: 1 });
  });

  it('costs a write a second, when much is asked, and is all counted', async () => {
    const { count, sums, known } = aCounter();
    for (let n = 0; n < 1000; n += 1) {
      await count({ method: n % 2 ? 'GET' : 'BREW', status: 200 });
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(known.writes).toBeLessThanOrEqual(12);
    expect(await sums()).toEqual({ [word]: 500, 'http_requests_total?method=other&status=200': 500 });
  });

  it('is counted later when it cannot be now', async () => {
    const { count, sums, known } = aCounter();
    known.isBroken = true;
    await count(get);
    known.isBroken = false;
    await vi.advanceTimersByTimeAsync(1000);
    await count(get);
    expect(await sums()).toEqual({ [word]: 2 });
  });
});

describe('a route', () => {
  const works = route({
    method: 'GET',
    path: '/a',
    summary: '',
    allows: 'open',
    replies: {},
    handle: async () => ok(1),
  });
  const breaks = { ...works, handle: async () => Promise.reject(new Error('oh')) };

  it('is counted by how it answered, refusals and faults too', async () => {
    const seen: unknown[] = [];
    const countRequest = async (request: unknown) => void seen.push(request);
    await call(works, {}, {}, { countRequest });
    await call(breaks, {}, {}, { countRequest });
    await call({ ...works, allows: 'read' } as const, {}, {}, { countRequest });
    await call(works, {}, { method: 'PUT' }, { countRequest });
    expect(seen).toEqual([
      { method: 'GET', status: 200 },
      { method: 'GET', status: 500 },
      { method: 'GET', status: 401 },
      { method: 'PUT', status: 405 },
    ]);
  });
});
