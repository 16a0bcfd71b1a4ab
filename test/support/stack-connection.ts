import { inject } from 'vitest';

/** Where the running stack is, as the shared set-up provides it. */
export type StackEndpoints = {
  /** The control plane: everything but the bytes. */
  readonly endpoint: string;
  readonly s3Endpoint: string;
  readonly publicUrl: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly region: string;
};

/** Options of an SDK client that talks to the running stack. */
export const connectionTo = (plane: 'control' | 'bytes') => {
  const { endpoint, s3Endpoint, credentials, region } = inject('stack' as never) as StackEndpoints;
  return { endpoint: plane === 'bytes' ? s3Endpoint : endpoint, credentials, region };
};
