import { childId } from '#shared/child-id.ts';
import type { Job } from '#shared/job.ts';
import type { BatchItem } from '#shared/ports/batches.ts';
import type { JobOrder } from '#shared/start-job.ts';
import { placeOf } from './batch-items.ts';
import { type BatchJob, batchJob, type ChosenOfList } from './batch-schema.ts';
import { downloadOrder } from './order.ts';
import type { DownloadWishes } from './schema.ts';

type Asked = {
  readonly owner: string;
  readonly wishes: DownloadWishes;
  readonly concurrency: number;
  /** What it is called unless the request says so. */
  readonly called: string;
  readonly from?: ChosenOfList;
};

/** The job that a list asks for. Who is to be told is told of the whole, once; it has no files, and so nothing expires. */
export const batchOrder = ({ owner, wishes, concurrency, called, from }: Asked): JobOrder => {
  const { name, email, webhook, ...ofEach } = wishes;
  const request: BatchJob = {
    ...(from && { from }),
    ...(name !== undefined && { name }),
    wishes: ofEach,
    concurrency,
  };
  return { kind: 'batch', owner, name: name ?? called, request, email, webhook, retentionSeconds: null };
};

/** The job of one item of a batch. */
export const itemOrder = ({ id, owner, request }: Job, item: BatchItem): JobOrder => {
  const { wishes } = batchJob.parse(request);
  const order = downloadOrder({ owner, url: item.url, place: placeOf(item) }, wishes);
  const known = { id: childId(id, item.index), parent: { id, index: item.index } };
  return { ...order, ...(item.title && { name: item.title.slice(0, 200) }), known };
};
