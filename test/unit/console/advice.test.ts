import { expect, test } from 'vitest';
import { errorTable } from '#shared/errors.ts';
import { adviceOn, retryHelps } from '../../../console/src/job/advice.ts';

const jobCodes = Object.keys(errorTable).filter((code) =>
  /^(source|worker|tool|workflow|storage|service)\./.test(code),
);

test.each(jobCodes)('somebody whose job ended with %s is told what to do', (code) => {
  expect(adviceOn({ code, message: 'it broke' })).toMatch(/^[A-Z].*\.$/);
});

test('the advice that comes with an error goes before ours', () => {
  expect(adviceOn({ code: 'source.empty', message: 'no bytes', advice: 'Do this.' })).toBe('Do this.');
});

test('trying again is not offered as the way out where the source is at fault', () => {
  expect(retryHelps({ code: 'source.truncated', message: '' })).toBe(false);
  expect(retryHelps({ code: 'worker.stalled', message: '' })).toBe(true);
});
