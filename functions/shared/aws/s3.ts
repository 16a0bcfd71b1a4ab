import { S3Client } from '@aws-sdk/client-s3';
import { env } from '../env.ts';
import { clientOptions, once, reporting } from './client.ts';

/** A part may take minutes on a slow line, so that only silence ends a request. */
export const storeOptions = {
  ...clientOptions,
  requestHandler: { ...clientOptions.requestHandler, requestTimeout: 0 },
};

/** The store at home is reached path-style, since no name resolves to a bucket there. */
const connect = (maxAttempts: number): S3Client =>
  reporting(
    new S3Client({ ...storeOptions, maxAttempts, forcePathStyle: env('REELMILL_HOME') }),
    'storage.unavailable',
  );

export const s3 = once(() => connect(storeOptions.maxAttempts));

/** For bytes that took long to make: ten tries are some 25 s, in which a store that went down is up again. */
export const patientS3 = once(() => connect(10));

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
