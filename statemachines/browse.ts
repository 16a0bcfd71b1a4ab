import { lookJob } from '#downloads/look-schema.ts';
import { browse } from '#downloads/operations/browse.ts';
import { workflow } from './workflow.ts';

/** An address goes in, what its site says of it comes out. */
export const look = workflow({ kind: 'look', request: lookJob }, ({ request, run }) => {
  const { artifacts, notes } = run('browse', browse, { request });
  return { artifacts, notes };
});
