import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/errors.ts';
import { coolDownMs } from '#shared/site/circuit.ts';
import { leaseMs, longestWaitMs } from '#shared/site/pace.ts';
import { ruleOf, type SiteRule, siteChanges } from '#shared/site/site-rules.ts';
import { askTurn, closedSite, endTurn, keepTurn, type SiteState, unknownSite } from '#shared/site/site-state.ts';

const rule: SiteRule = { perMinute: 60, atOnce: 3, refusals: 2, coolDownSeconds: 60, longestSeconds: 600 };
const begun = Date.UTC(2026, 10, 21);

/** A site, and a clock that the test moves. */
const aSite = (given: SiteRule = rule) => {
  let state: SiteState = unknownSite;
  let now = begun;
  return {
    get closed() {
      return closedSite('example.org', state);
    },
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    ask: (turn: string) => {
      const decided = askTurn(state, { turn, now }, given);
      state = decided.state;
      return decided.asked;
    },
    keep: (turn: string) => {
      state = keepTurn(state, { turn, now });
    },
    end: (turn: string, failedAs?: ErrorCode, retryAfterSeconds?: number) => {
      state = endTurn(state, { turn, now, failedAs, retryAfterSeconds, chance: 1 }, given);
    },
    /** One whole turn. */
    visit(turn: string, failedAs?: ErrorCode, retryAfterSeconds?: number) {
      const asked = this.ask(turn);
      if (asked.taken) this.end(turn, failedAs, retryAfterSeconds);
      return asked;
    },
  };
};

const now = { taken: true, waitMs: 0 };

describe('the pace of a site', () => {
  it('lets as many begin together as may be there, and the next one when one has gone', () => {
    const site = aSite();
    expect(['a', 'b', 'c'].map(site.ask)).toEqual([now, now, now]);
    expect(site.ask('d')).toMatchObject({ taken: false, why: 'busy' });
    site.end('b');
    expect(site.ask('d')).toEqual({ taken: true, waitMs: 1000 });
  });

  it('gives back the place of a worker that died, and not of one that goes on', () => {
    const site = aSite();
    for (const turn of ['a', 'b', 'c']) site.ask(turn);
    site.pass(60);
    site.keep('a');
    site.pass(leaseMs / 1000 - 59);
    expect(['d', 'e', 'f'].map((turn) => site.ask(turn).taken)).toEqual([true, true, false]);
  });

  it('hands out no turn that is far away', () => {
    const site = aSite({ ...rule, perMinute: 1, atOnce: 1 });
    expect(site.visit('a')).toEqual(now);
    expect(site.ask('b')).toEqual({ taken: false, why: 'paced', waitMs: 60_000 });
    site.pass(20);
    expect(site.ask('b')).toEqual({ taken: true, waitMs: 40_000 });
  });

  it('is never passed, whoever asks when', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 20, maxLength: 200 });
    const rules = fc.record({ perMinute: fc.integer({ min: 1, max: 600 }), atOnce: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(pauses, rules, (gaps, { perMinute, atOnce }) => {
        const site = aSite({ ...rule, perMinute, atOnce });
        const starts: number[] = [];
        let at = 0;
        for (const [n, gap] of gaps.entries()) {
          site.pass(gap / 1000);
          at += gap;
          const asked = site.visit(`${n}`);
          if (asked.taken) starts.push(at + asked.waitMs);
          if (asked.taken) expect(asked.waitMs).toBeLessThanOrEqual(longestWaitMs);
        }
        for (const from of starts) {
          const within = starts.filter((start) => start >= from && start < from + 60_000).length;
          expect(within).toBeLessThanOrEqual(perMinute + atOnce);
        }
      }),
    );
  });

  it('never has more there at once than it may', () => {
    const moves = fc.array(fc.record({ ask: fc.boolean(), turn: fc.integer({ min: 0, max: 30 }) }), { maxLength: 200 });
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 5 }), (all, atOnce) => {
        const site = aSite({ ...rule, perMinute: 10_000, atOnce });
        const there = new Set<string>();
        for (const [n, { ask, turn }] of all.entries()) {
          const name = ask ? `${turn}-${n}` : ([...there][turn % Math.max(1, there.size)] ?? '');
          if (ask && site.ask(name).taken) there.add(name);
          if (!ask) site.end(name);
          if (!ask) there.delete(name);
          expect(there.size).toBeLessThanOrEqual(atOnce);
        }
      }),
    );
  });
});

describe('a site that refuses', () => {
  it('is left in peace after a few refusals in a row, and then tried by one', () => {
    const site = aSite();
    site.visit('a', 'source.blocked');
    site.visit('b');
    site.visit('c', 'source.blocked');
    expect(site.closed).toBeNull();
    site.visit('d', 'source.unreachable');
    expect(site.closed).toMatchObject({ refusedAs: 'source.unreachable', times: 1 });
    expect(site.ask('e')).toEqual({ taken: false, why: 'closed', waitMs: 60_000 });
    site.pass(61);
    expect(site.ask('e').taken).toBe(true);
    expect(site.ask('f')).toMatchObject({ taken: false, why: 'closed' });
    site.end('e');
    expect(site.closed).toBeNull();
    expect(site.ask('f').taken).toBe(true);
  });

  it('is left in peace for longer when it refuses again, by one visit alone', () => {
    const site = aSite();
    for (const turn of ['a', 'b']) site.visit(turn, 'source.blocked');
    site.pass(61);
    site.visit('c', 'source.blocked');
    expect(site.ask('d')).toEqual({ taken: false, why: 'closed', waitMs: 120_000 });
    expect(site.closed?.times).toBe(2);
  });

  it('that names a pause has it at once, but none without an end', () => {
    const site = aSite();
    site.visit('a', 'source.rate-limited', 300);
    expect(site.ask('b')).toEqual({ taken: false, why: 'closed', waitMs: 300_000 });
    const other = aSite();
    other.visit('a', 'source.rate-limited', 1e9);
    expect(other.ask('b')).toEqual({ taken: false, why: 'closed', waitMs: 600_000 });
  });

  it('is tried again when whoever tried it died, or failed at something else', () => {
    const site = aSite();
    for (const turn of ['a', 'b']) site.visit(turn, 'source.blocked');
    site.pass(61);
    site.ask('dies');
    site.pass(leaseMs / 1000 + 1);
    expect(site.ask('canceled').taken).toBe(true);
    site.end('canceled', 'job.canceled');
    expect(site.closed).not.toBeNull();
    expect(site.ask('again').taken).toBe(true);
  });

  it('answers when whoever tries it is still there after minutes', () => {
    const site = aSite();
    for (const turn of ['a', 'b']) site.visit(turn, 'source.blocked');
    site.pass(61);
    site.ask('long');
    for (let minute = 0; minute < 6; minute += 1) {
      site.pass(60);
      site.keep('long');
    }
    expect(site.closed).toBeNull();
  });

  it.each([
    ['source.gone', true],
    ['source.private', true],
    ['source.geo', true],
    ['source.too-large', true],
    ['source.forbidden', false],
    ['source.changed', false],
    ['worker.disk-full', false],
    ['job.canceled', false],
    ['internal', false],
  ] as const)('is no site of which one says %s, which counts as an answer: %s', (code, isAnswer) => {
    const site = aSite();
    for (let n = 0; n < 10; n += 1) site.visit(`${n}`, code);
    expect(site.closed).toBeNull();
    site.pass(60);
    site.visit('a', 'source.blocked');
    site.visit('b', code);
    site.visit('c', 'source.blocked');
    expect(site.closed === null).toBe(isAnswer);
  });

  it('is not believed for what was begun before it was closed', () => {
    const site = aSite();
    for (const turn of ['a', 'b', 'late']) site.ask(turn);
    site.end('a', 'source.blocked');
    site.end('b', 'source.blocked');
    const { until } = site.closed ?? {};
    site.end('late');
    expect(site.closed?.until).toBe(until);
  });

  it('has a pause that grows to its longest, with half of it left to chance', () => {
    const spans = fc.record({
      times: fc.integer({ min: 1, max: 60 }),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(spans, ({ times, chance }) => {
        const most = Math.min(rule.longestSeconds, rule.coolDownSeconds * 2 ** (times - 1));
        const ms = coolDownMs(times, rule, { chance });
        expect(ms).toBeGreaterThanOrEqual(most * 500);
        expect(ms).toBeLessThanOrEqual(most * 1000);
      }),
    );
  });

  it('opens again in the end, whatever happened there', () => {
    const codes = ['source.blocked', 'source.rate-limited', 'source.gone', 'internal', undefined] as const;
    const visits = fc.array(fc.record({ seconds: fc.nat(100), code: fc.constantFrom(...codes), dies: fc.boolean() }));
    fc.assert(
      fc.property(visits, (all) => {
        const site = aSite();
        for (const [n, { seconds, code, dies }] of all.entries()) {
          site.pass(seconds);
          if (site.ask(`${n}`).taken && !dies) site.end(`${n}`, code);
        }
        site.pass(rule.longestSeconds + leaseMs / 1000);
        expect(site.ask('last').taken).toBe(true);
        site.end('last');
        expect(site.closed).toBeNull();
      }),
    );
  });
});

describe('the rule of a site', () => {
  it('is its own before that of all', () => {
    const changes = siteChanges.parse({ '*': { perMinute: 10, atOnce: 2 }, 'example.org': { atOnce: 9 } });
    expect(ruleOf('example.org', changes)).toMatchObject({ perMinute: 10, atOnce: 9, refusals: 5 });
    expect(ruleOf('example.com', changes)).toMatchObject({ perMinute: 10, atOnce: 2 });
  });

  it('is not one that nobody could keep', () => {
    for (const wrong of [{ perMinute: 0 }, { atOnce: 0.5 }, { longestSeconds: -1 }, { speed: 1 }])
      expect(siteChanges.safeParse({ '*': wrong }).success).toBe(false);
  });
});
