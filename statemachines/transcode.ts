import { inspect } from '#media/operations/inspect.ts';
import { transcode as transcodeMedia } from '#media/operations/transcode.ts';
import { transcodeJob } from '#media/schema.ts';
import { workflow } from './workflow.ts';

/** A video or a sound goes in, the rendition that was asked for comes out. */
export const transcode = workflow({ kind: 'transcode', request: transcodeJob, reuses: true }, ({ request, run }) => {
  const inspected = run('inspect', inspect, { source: request.source, request: request.make, name: request.name });
  const made = run(
    'transcode',
    transcodeMedia,
    { source: request.source, plan: inspected.plan },
    { estimate: inspected.estimate },
  );
  return { artifacts: made.artifacts, notes: made.notes };
});
