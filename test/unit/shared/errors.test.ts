import { describe, expect, it } from 'vitest';
import { asEngineError, EngineError, errorTable, isErrorCode, transientCodes } from '#shared/errors.ts';

describe('an engine error', () => {
  it('takes its status, its name and whether it passes from the table alone', () => {
    const error = new EngineError('storage.unavailable', 'no answer');
    expect(error).toMatchObject({ name: 'storage.unavailable', status: 503, transient: true, message: 'no answer' });
    expect(new EngineError('source.empty', 'no bytes')).toMatchObject({ status: 422, transient: false });
  });

  it('carries what a caller and a reader of logs need', () => {
    const cause = new Error('inside');
    const error = new EngineError('request.rate-limited', 'slow down', {
      field: 'then.preset',
      retryAfterSeconds: 7,
      headers: { 'ratelimit-policy': 'x' },
      cause,
    });
    expect(error).toMatchObject({ field: 'then.preset', retryAfterSeconds: 7, headers: { 'ratelimit-policy': 'x' } });
    expect(error.cause).toBe(cause);
  });
});

describe('whatever was thrown', () => {
  it('is left as it is when it is ours', () => {
    const error = new EngineError('source.empty', 'no bytes');
    expect(asEngineError(error)).toBe(error);
  });

  it('is a full disk when it says so', () => {
    const thrown = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
    expect(asEngineError(thrown)).toMatchObject({ code: 'worker.disk-full', cause: thrown });
  });

  it.each([new Error('secret'), 'text', null, undefined, 42, { code: 'source.empty' }])(
    'is internal and tells nothing of the inside: %j',
    (thrown) => {
      const error = asEngineError(thrown);
      expect(error).toMatchObject({ code: 'internal', message: 'an unexpected error' });
      expect(error.cause).toBe(thrown);
    },
  );
});

describe('the table', () => {
  it('knows its own codes and no others', () => {
    for (const code of Object.keys(errorTable)) expect(isErrorCode(code)).toBe(true);
    for (const other of ['toString', 'x', '', null, 7]) expect(isErrorCode(other)).toBe(false);
  });

  it('lets a workflow retry what passes, and nothing that is the fault of a request', () => {
    expect(transientCodes).toContain('storage.unavailable');
    for (const code of transientCodes)
      expect(errorTable[code].status === 429 || errorTable[code].status >= 500).toBe(true);
  });

  it('finds a retry worth while after whatever a workflow retries, and never after a fault of the source', () => {
    for (const code of transientCodes) expect(errorTable[code].retryable).toBe(true);
    const siteMayThinkAgain = ['blocked', 'busy', 'changed', 'live-not-started', 'rate-limited', 'unreachable'];
    for (const [code, { retryable }] of Object.entries(errorTable))
      if (code.startsWith('source.')) expect(retryable, code).toBe(siteMayThinkAgain.includes(code.slice(7)));
  });

  it('says each thing in a sentence without a full stop', () => {
    for (const { title, status } of Object.values(errorTable)) {
      expect(title).toMatch(/^[a-z0-9].*[^.]$/);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});
