/** One line of the store's change log, as `weed filer.meta.tail` prints it: camelCase, numbers as strings. */
export type StoreChange = {
  readonly tsNs: string;
  readonly directory: string;
  readonly eventNotification: {
    readonly oldEntry?: StoreEntry;
    readonly newEntry?: StoreEntry;
    readonly newParentPath?: string;
  };
};

type StoreEntry = {
  readonly name: string;
  readonly isDirectory?: boolean;
  readonly attributes?: {
    readonly fileSize?: string;
    readonly mtime?: string;
    readonly mtimeNs?: number;
    readonly md5?: string;
  };
  readonly extended?: Readonly<Record<string, string>>;
};

/** An S3 event as EventBridge carries it. The source cannot be `aws.s3`: PutEvents refuses what begins with `aws.`. */
export type ObjectEvent = {
  readonly type: 'Object Created' | 'Object Deleted';
  readonly bucket: string;
  readonly detail: {
    readonly version: '0';
    readonly bucket: { readonly name: string };
    readonly object: {
      readonly key: string;
      readonly size?: number;
      readonly etag?: string;
      readonly sequencer: string;
    };
    readonly 'request-id': string;
    readonly requester: string;
    readonly 'source-ip-address': string;
    readonly reason: string;
    readonly 'deletion-type'?: 'Permanently Deleted';
  };
};

export const eventSource = 'media.s3';

/** 16 hexadecimal digits that grow with time, as S3's sequencer does for one key. */
export const sequencer = (nanoseconds: bigint): string => nanoseconds.toString(16).toUpperCase().padStart(16, '0');

/** What S3 would have told of this change; null for folders, parts, versions, tags and other buckets. */
export const toObjectEvent = ({ tsNs, directory, eventNotification }: StoreChange, bucket: string) => {
  const { oldEntry, newEntry, newParentPath } = eventNotification;
  const entry = newEntry ?? oldEntry;
  if (!entry || entry.isDirectory) return null;
  const path = `${(newEntry && newParentPath) || directory}/${entry.name}`;
  const prefix = `/buckets/${bucket}/`;
  const key = path.slice(prefix.length);
  if (!path.startsWith(prefix) || key.startsWith('.uploads/') || key.includes('.versions/')) return null;
  const mark = sequencer(BigInt(tsNs));
  if (!newEntry) return deleted(bucket, key, oldEntry, mark);
  const isMoved = oldEntry && `${directory}/${oldEntry.name}` !== path;
  if (oldEntry && !isMoved && isUntouched(oldEntry, newEntry)) return null;
  const size = Number(newEntry.attributes?.fileSize ?? 0);
  const reason = newEntry.extended?.['X-Seaweedfs-Upload-Id'] ? 'CompleteMultipartUpload' : 'PutObject';
  return created(bucket, { key, size, etag: etagOf(newEntry), sequencer: mark }, reason);
};

export const created = (bucket: string, object: ObjectEvent['detail']['object'], reason: string): ObjectEvent => ({
  type: 'Object Created',
  bucket,
  detail: { ...common(bucket), object, reason },
});

const deleted = (bucket: string, key: string, entry: StoreEntry | undefined, mark: string): ObjectEvent => ({
  type: 'Object Deleted',
  bucket,
  detail: {
    ...common(bucket),
    object: { key, etag: etagOf(entry), sequencer: mark },
    reason: 'DeleteObject',
    'deletion-type': 'Permanently Deleted',
  },
});

const common = (bucket: string) =>
  ({
    version: '0',
    bucket: { name: bucket },
    'request-id': 'home',
    requester: '000000000000',
    'source-ip-address': '127.0.0.1',
  }) as const;

const etagOf = (entry: StoreEntry | undefined): string | undefined => {
  const kept = entry?.extended?.['Seaweed-X-Amz-ETag'];
  if (kept) return Buffer.from(kept, 'base64').toString();
  const md5 = entry?.attributes?.md5;
  return md5 === undefined ? undefined : Buffer.from(md5, 'base64').toString('hex');
};

/** What comes with the bytes of every PUT: what their owner says of them, and the key that they are kept under. */
const comesWithBytes = /^x-amz-meta-|^x-seaweedfs-sse-/i;

const besideBytes = ({ extended = {} }: StoreEntry): string =>
  JSON.stringify(
    Object.entries(extended)
      .filter(([name]) => comesWithBytes.test(name))
      .toSorted(),
  );

/**
 * A change of tags or access leaves the bytes, what came with them, and the time as they were. The time alone does not
 * say so: it is kept in whole seconds.
 */
const isUntouched = (before: StoreEntry, after: StoreEntry): boolean =>
  etagOf(before) === etagOf(after) &&
  besideBytes(before) === besideBytes(after) &&
  before.attributes?.mtime === after.attributes?.mtime &&
  before.attributes?.mtimeNs === after.attributes?.mtimeNs;
