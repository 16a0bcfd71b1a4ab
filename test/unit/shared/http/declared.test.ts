import { expect, it } from 'vitest';
import * as z from 'zod';
import { ok, route } from '#shared/route.ts';
import { call } from '../../../support/call.ts';

const headers = { 'idempotency-key': 'k-1', prefer: 'wait=10' };

const heard = async (declares: { repeatable?: true; waits?: true; bodyBytes?: number }, text = 'x') => {
  const echo = route({
    method: 'POST',
    path: '/api/v1/echo',
    summary: 'Say what was heard',
    allows: 'write',
    body: z.strictObject({ text: z.string() }),
    ...declares,
    replies: { 200: z.unknown() },
    handle: async ({ idempotency, waitSeconds }) => ok({ repeats: idempotency !== undefined, waitSeconds }),
  });
  const { status, body } = await call(echo, {}, { as: 'ann/user', headers, body: { text } });
  return status === 200 ? body : { status, detail: body.detail };
};

it('a route hears of a key and of patience only what it says that it heeds, and so the document is true', async () => {
  expect(await heard({})).toEqual({ repeats: false, waitSeconds: 0 });
  expect(await heard({ repeatable: true })).toEqual({ repeats: true, waitSeconds: 0 });
  expect(await heard({ waits: true })).toEqual({ repeats: false, waitSeconds: 10 });
});

it('a body may be as large as its route says', async () => {
  const most = { bodyBytes: 2_000_000 };
  expect(await heard(most, 'x'.repeat(1_500_000))).toMatchObject({ repeats: false });
  expect(await heard(most, 'x'.repeat(2_000_000))).toEqual({ status: 413, detail: 'a body may have 2000000 bytes' });
});
