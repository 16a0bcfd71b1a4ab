import { expect, test } from 'vitest';
import { percentSent } from '../../../console/src/uploads/percent-sent.ts';

test.each([
  ['sending', 200, 45],
  ['paused', 200, 45],
  ['finishing', 200, 100],
  ['sending', 0, undefined],
])('the bar of an upload that is %s, with 90 of %d bytes sent, stands at %s', (stage, bytes, percent) =>
  expect(percentSent({ stage, bytes, sentBytes: 90 })).toBe(percent),
);
