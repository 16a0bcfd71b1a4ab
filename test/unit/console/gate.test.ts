import { expect, test } from 'vitest';
import { Gate } from '../../../console/src/uploads/gate.ts';

const still = new AbortController().signal;

test('lets through while it is open', async () => {
  await expect(new Gate().passed(still)).resolves.toBeUndefined();
});

test('stops what is on its way when it closes, and holds the rest until it opens', async () => {
  const gate = new Gate();
  const onItsWay = gate.whileOpen;
  gate.close();
  expect(onItsWay.aborted).toBe(true);
  let passed = false;
  const waiting = gate.passed(still).then(() => {
    passed = true;
  });
  await Promise.resolve();
  expect(passed).toBe(false);
  gate.open();
  await waiting;
  expect(gate.whileOpen.aborted).toBe(false);
});

test('lets go of those who wait when they are canceled', async () => {
  const gate = new Gate();
  const stop = new AbortController();
  gate.close();
  const waiting = gate.passed(stop.signal);
  stop.abort(new Error('canceled'));
  await expect(waiting).rejects.toThrow('canceled');
});

test('closing twice is closing once', async () => {
  const gate = new Gate();
  gate.close();
  gate.close();
  gate.open();
  await expect(gate.passed(still)).resolves.toBeUndefined();
});
