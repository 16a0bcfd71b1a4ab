import { batchJob } from '#downloads/batch-schema.ts';
import { expand } from '#downloads/operations/expand.ts';
import { workflow } from './workflow.ts';

/** Many addresses go in, or one that lists them; each is fetched by a job of its own. */
export const batch = workflow({ kind: 'batch', request: batchJob }, ({ request, run, when, children }) => {
  const found = when(request.from, (from) => run('expand', expand, { from, wishes: request.wishes }));
  const { artifacts, notes } = children(found);
  return { artifacts, notes };
});
