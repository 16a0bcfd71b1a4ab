import { inject } from 'vitest';

/** Options of an SDK client that talks to the running stack: to its control plane, or to where the bytes are. */
export const connectionTo = (plane: 'control' | 'bytes') => {
  const { endpoint, s3Endpoint, credentials, region } = inject('stack');
  return { endpoint: plane === 'control' ? endpoint : s3Endpoint, credentials, region };
};
