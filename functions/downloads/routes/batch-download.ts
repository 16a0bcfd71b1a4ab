import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { viewJob } from '#shared/job.ts';
import type { Batches, BatchItem } from '#shared/ports/batches.ts';
import { accepted, route } from '#shared/route.ts';
import { startJob } from '#shared/start-job.ts';
import { itemsOf } from '../batch-items.ts';
import { batchOrder } from '../batch-order.ts';
import { batchAccepted, batchRequest } from '../batch-schema.ts';
import { checkWishes } from '../check-wishes.ts';
import type { ListPorts } from '../start-list.ts';

type Ports = ListPorts & { readonly batches: Pick<Batches, 'keep'> };

const refusedOf = (items: readonly BatchItem[]) =>
  items.flatMap(({ index, refused }) => (refused ? { index, code: refused.code, message: refused.message } : []));

/** A batch of which nothing could be fetched is a wrong request, and says of the first address why. */
const mustHaveOne = (items: readonly BatchItem[], refused: ReturnType<typeof refusedOf>): void => {
  if (refused.length < items.length) return;
  throw new EngineError('request.invalid', `none of the addresses is fetched; the first: ${refused[0]?.message}`, {
    field: 'urls',
  });
};

/** A thousand of the longest addresses. */
const bodyBytes = 4_500_000;

export const batchDownload = route({
  method: 'POST',
  path: '/api/v1/batch/download',
  summary: 'Fetch up to 1,000 addresses',
  description:
    'Each becomes a job of its own, with the same wishes. Addresses that are not fetched are answered by their place, ' +
    'and the others go on; when none is left, the request is refused.',
  allows: 'write',
  body: batchRequest,
  bodyBytes,
  repeatable: true,
  replies: { 202: batchAccepted },
  handle: async ({ body: { urls, concurrency, ...wishes }, caller, now, idempotency }, ports: Ports) => {
    const items = itemsOf(
      urls.map((url) => ({ url })),
      ports.guardRules,
    );
    const refused = refusedOf(items);
    mustHaveOne(items, refused);
    await checkWishes(wishes, { caller, now }, ports);
    const known = { id: newId(now), batch: { items: items.length, refused: refused.length } };
    await ports.batches.keep(known.id, items);
    const called = items.length === 1 ? '1 address' : `${items.length} addresses`;
    const order = { ...batchOrder({ owner: caller.owner, wishes, concurrency, called }), known };
    const job = await startJob(order, { now, idempotency }, ports);
    return accepted({ job: viewJob(job), refused }, `/api/v1/batch/${job.id}`);
  },
});
