import { inject } from 'vitest';

/** Options of an SDK client that talks to the running stack. */
export const connectionTo = (plane: 'control' | 'bytes') => {
  const { endpoint, s3Endpoint, credentials, region } = inject('stack');
  return { endpoint: plane === 'bytes' ? s3Endpoint : endpoint, credentials, region };
};
