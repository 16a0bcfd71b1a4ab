import { S3Client } from '@aws-sdk/client-s3';
import { env } from '../env.ts';
import { clientOptions, once, reporting } from './client.ts';

/** The store at home is reached path-style, since no name resolves to a bucket there. */
export const s3 = once(() =>
  reporting(new S3Client({ ...clientOptions, forcePathStyle: env('REELMILL_HOME') }), 'storage.unavailable'),
);

/**
 * Signs for clients: at the origin that they reach the bucket by, and without the checksum of an empty body that the
 * client would otherwise put into every signed PUT.
 */
export const s3Signer = once(() => {
  const endpoint = env('REELMILL_MEDIA_ENDPOINT');
  return new S3Client({
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: env('REELMILL_HOME'),
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
});

export type StoreClients = {
  readonly client?: S3Client;
  /** Whose endpoint stands in presigned addresses. */
  readonly signer?: S3Client;
};
