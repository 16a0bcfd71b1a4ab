import { downloadOrder } from '#downloads/order.ts';
import {
  type DownloadJob,
  type DownloadRequest,
  downloadJob,
  downloadRequest,
  type FetchWishes,
} from '#downloads/schema.ts';

export const address = 'https://example.com/watch/1';

/** The wishes as the record keeps them, defaults filled in. */
export const wishesOf = (asked: object): FetchWishes => jobOf(asked).wishes;

export const jobOf = (asked: object): DownloadJob => downloadJob.parse(orderOf(asked).request);

export const orderOf = (asked: object) => {
  const { url, ...wishes }: DownloadRequest = downloadRequest.parse({ url: address, ...asked });
  return downloadOrder({ owner: 'alice', url }, wishes);
};

/** Fields and messages of what a request is refused for. */
export const problems = (asked: object): { field: string; message: string }[] =>
  downloadRequest
    .safeParse({ url: address, ...asked })
    .error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? [];
