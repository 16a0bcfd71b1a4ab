import { type _Object, paginateListObjectsV2, RestoreObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { liesAt } from '../lies-at.ts';
import type { ColdStorage, Frost } from '../ports/cold-storage.ts';
import { unless } from './client.ts';
import { type StoreClients, s3 } from './s3.ts';

/**
 * Hours that a standard retrieval takes at most, by storage class.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
 */
const retrievalHours: Readonly<Record<string, number>> = { GLACIER: 5, DEEP_ARCHIVE: 12 };
/** How many objects are asked for side by side: a ladder has thousands, and the API 25 seconds. */
const atOnce = 50;

const ready: Frost = { state: 'ready', hours: 0 };

/** As a listing shows an object: its class stays a cold one while a restored copy of it lasts. */
export const frostOf = ({ StorageClass, RestoreStatus }: _Object, now: Date): Frost => {
  const hours = retrievalHours[StorageClass ?? ''];
  if (hours === undefined) return ready;
  if (RestoreStatus?.IsRestoreInProgress) return { state: 'restoring', hours };
  const until = RestoreStatus?.RestoreExpiryDate;
  return until && until > now ? ready : { state: 'frozen', hours };
};

const order: readonly Frost['state'][] = ['ready', 'restoring', 'frozen'];

export const furthest = (frosts: readonly Frost[]): Frost =>
  frosts.reduce(
    (a, b) => ({
      state: order.indexOf(b.state) > order.indexOf(a.state) ? b.state : a.state,
      hours: Math.max(a.hours, b.hours),
    }),
    ready,
  );

type Cold = { readonly key: string; readonly frost: Frost };

const coldAt = async (client: S3Client, Bucket: string, place: string, now: Date): Promise<Cold[]> => {
  const found: Cold[] = [];
  const list = { Bucket, Prefix: place, OptionalObjectAttributes: ['RestoreStatus' as const] };
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, list))
    for (const object of Contents) {
      const { Key: key = '' } = object;
      const frost = frostOf(object, now);
      if (frost.state !== 'ready' && liesAt(place, key)) found.push({ key, frost });
    }
  return found;
};

/** Somebody else asked first, or it was not cold after all. */
const needless = ['RestoreAlreadyInProgress', 'InvalidObjectState'];

const thaw = async (client: S3Client, Bucket: string, Key: string, Days: number): Promise<void> => {
  const RestoreRequest = { Days, GlacierJobParameters: { Tier: 'Standard' as const } };
  await unless(needless, null, client.send(new RestoreObjectCommand({ Bucket, Key, RestoreRequest })));
};

export const coldStorage = (bucket: string, { client = s3() }: Pick<StoreClients, 'client'> = {}): ColdStorage => ({
  look: async (place) => furthest((await coldAt(client, bucket, place, new Date())).map(({ frost }) => frost)),
  restore: async (place, days) => {
    const cold = await coldAt(client, bucket, place, new Date());
    const frozen = cold.filter(({ frost }) => frost.state === 'frozen');
    for (let from = 0; from < frozen.length; from += atOnce)
      await Promise.all(frozen.slice(from, from + atOnce).map(({ key }) => thaw(client, bucket, key, days)));
    return furthest(cold.map(({ frost }) => ({ ...frost, state: 'restoring' })));
  },
});
