import type { Caller } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import { jobKind, viewJob } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { ok, route } from '#shared/route.ts';
import { jobPage, jobsQuery } from '../schema.ts';

/** Looks at sites are many and soon over: they are shown to those who ask for them. */
const usual = jobKind.exclude(['look']).options;

/** Undefined stands for all owners. */
const whose = (caller: Caller, asked: string | undefined): string | undefined => {
  if (asked === undefined || asked === caller.owner) return caller.owner;
  if (!caller.permissions.has('manage'))
    throw new EngineError('auth.forbidden', 'others\' jobs take the permission "manage"');
  return asked === 'all' ? undefined : asked;
};

export const listJobs = route({
  method: 'GET',
  path: '/api/v1/jobs',
  summary: 'List jobs, newest first',
  allows: 'read',
  counts: 'reads',
  query: jobsQuery,
  replies: { 200: jobPage },
  handle: async ({ query, caller }, { jobs }: { jobs: JobTable }) => {
    const { state, kind, owner, ...rest } = query;
    const page = await jobs.list({ ...rest, owner: whose(caller, owner), states: state, kinds: kind ?? usual });
    return ok({ jobs: page.items.map(viewJob), cursor: page.cursor });
  },
});
