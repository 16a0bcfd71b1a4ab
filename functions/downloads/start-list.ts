import type * as z from 'zod';
import type { Caller } from '#shared/caller.ts';
import { type GuardRules, judgeUrl } from '#shared/guard/judge-url.ts';
import { viewJob } from '#shared/job.ts';
import type { Idempotency } from '#shared/ports/jobs.ts';
import { accepted, type Reply } from '#shared/route.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import { batchOrder } from './batch-order.ts';
import type { playlistRequest } from './batch-schema.ts';
import { checkWishes, type WishPorts } from './check-wishes.ts';
import { nameOf } from './order.ts';

export type ListPorts = StartPorts & WishPorts & { readonly guardRules: GuardRules };

type Asked = {
  readonly body: z.output<typeof playlistRequest>;
  readonly caller: Caller;
  readonly now: Date;
  readonly idempotency: Idempotency | undefined;
};

/** Begins to fetch what a playlist or a channel lists. */
export const startList = async ({ body, caller, now, idempotency }: Asked, ports: ListPorts): Promise<Reply> => {
  const { url, items, filter, limit, concurrency, ...wishes } = body;
  const { href } = judgeUrl(url, ports.guardRules);
  await checkWishes(wishes, { caller, now }, ports);
  const from = { url: href, limit, ...(items !== undefined && { items }), ...(filter && { filter }) };
  const order = batchOrder({ owner: caller.owner, wishes, concurrency, from, called: nameOf(href) });
  const job = await startJob(order, { now, idempotency }, ports);
  return accepted({ job: viewJob(job), refused: [] }, `/api/v1/batch/${job.id}`);
};
