import { estimate } from '../estimate.ts';
import { planTranscode } from '../plan-transcode.ts';
import { targetOf } from '../target.ts';
import { inspect } from './inspect.ts';
import { inspectionRun } from './inspection.run.ts';

export const inspectRun = inspectionRun(inspect, ({ facts, request, name }) => {
  const plan = planTranscode(facts, targetOf(request), name);
  return { plan, estimate: estimate(plan, facts), notes: plan.notes };
});
