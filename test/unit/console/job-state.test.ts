import { expect, test } from 'vitest';
import { isWaiting, lookOf } from '../../../console/src/jobs/job-state.ts';
import { sayOwner } from '../../../console/src/jobs/say-owner.ts';

const at = '2026-11-21T12:00:00.000Z';
const running = (stage: string) => ({ state: 'running', progress: { stage, at } }) as const;

test('a job that no worker has taken yet is said to wait', () => {
  expect(isWaiting(running('waiting'))).toBe(true);
  expect(lookOf(running('waiting')).label).toBe('Waiting');
  expect(lookOf(running('encoding')).label).toBe('Working');
  expect(lookOf({ state: 'queued', progress: { stage: 'queued', at } }).label).toBe('Waiting');
});

test('what ended while it waited is said to have ended', () => {
  expect(lookOf({ state: 'canceled', progress: { stage: 'waiting', at } }).label).toBe('Canceled');
});

test('owners are told apart, and oneself by name', () => {
  const me = '6ad5d2f2-60b1-4e06-8a4c-1d3f6c2e9b01';
  expect(sayOwner(me, me)).toBe('yours');
  expect(sayOwner('0b1f4d66-0000-4e06-8a4c-1d3f6cabcdef', me)).toBe('of …abcdef');
});
