import { longestWaitSeconds } from '#downloads/network-fields.ts';
import { fetch } from '#downloads/operations/fetch.ts';
import { look } from '#downloads/operations/look.ts';
import { downloadJob } from '#downloads/schema.ts';
import { inspect } from '#media/operations/inspect.ts';
import { transcode } from '#media/operations/transcode.ts';
import { isNot, joined } from './reference.ts';
import { begunAt, workflow } from './workflow.ts';

/** An address goes in, what it shows comes out, as it is or as what was to be made of it. */
export const download = workflow({ kind: 'download', request: downloadJob, reuses: true }, ({ request, run, when }) => {
  const looked = run(
    'look',
    look,
    { request, askedAt: begunAt },
    { again: ({ waitSeconds }) => ({ after: waitSeconds, forUpToSeconds: longestWaitSeconds }) },
  );
  const { info, expected, withCookies, live, site, item } = looked;
  const fetched = run(
    'fetch',
    fetch,
    { request, looked: { info, expected, withCookies, live } },
    { estimate: looked.estimate },
  );
  const made = when(request.then, (wanted) => {
    const { key, name } = fetched.source;
    const inspected = run('inspect', inspect, { source: key, request: wanted, name });
    return run('transcode', transcode, { source: key, plan: inspected.plan }, { estimate: inspected.estimate });
  });
  return {
    artifacts: joined(made.artifacts, fetched.artifacts),
    notes: joined(fetched.notes, made.notes),
    onlyNow: isNot(live, 'no'),
    archived: { after: 'look', wanted: request.archive, item: { site, item } },
  };
});
