import { expect, test } from 'vitest';
import { assertOnlyAtHome } from '../../../infra/only-at-home.ts';

test('sites of the tests are known at home, and never taken along to AWS', () => {
  const environment = { REELMILL_TEST_EXTRACTORS: '/sites' };
  expect(() => assertOnlyAtHome('local', environment)).not.toThrow();
  expect(() => assertOnlyAtHome('aws', {})).not.toThrow();
  expect(() => assertOnlyAtHome('aws', environment)).toThrow('REELMILL_TEST_EXTRACTORS is for tests at home');
  expect(() => assertOnlyAtHome('aws', { REELMILL_ALLOW_LOOPBACK: '4000' })).toThrow('REELMILL_ALLOW_LOOPBACK');
});
