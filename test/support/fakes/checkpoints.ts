import { EngineError } from '#shared/errors.ts';
import type { Checkpoints, StepRun } from '#shared/ports/jobs.ts';

type Step = { attempt: number; starts: number; result?: unknown; maker?: string | null };

export const inMemoryCheckpoints = (): Checkpoints => {
  const steps = new Map<string, Step>();
  const nameOf = ({ job, step }: Pick<StepRun, 'job' | 'step'>) => `${job} ${step}`;
  const ofAttempt = (run: StepRun): Step | undefined => {
    const step = steps.get(nameOf(run));
    return step?.attempt === run.attempt ? step : undefined;
  };
  return {
    get: async (job, step) => structuredClone(steps.get(nameOf({ job, step }))?.result),
    put: async (run, result, maker) => {
      const step = ofAttempt(run);
      if (!step || step.starts < 1) return false;
      step.result = structuredClone(result);
      step.maker = maker ?? null;
      return true;
    },
    makers: async (job) =>
      [...steps].flatMap(([name, { maker }]) => (name.startsWith(`${job} `) && maker !== undefined ? [maker] : [])),
    start: async (run) => {
      const step = steps.get(nameOf(run)) ?? { attempt: run.attempt, starts: 0 };
      if (step.attempt > run.attempt) throw new EngineError('job.canceled', 'a later attempt goes on');
      const starts = step.attempt === run.attempt ? step.starts + 1 : 1;
      steps.set(nameOf(run), { ...step, attempt: run.attempt, starts });
      return starts;
    },
    giveBack: async (run, start) => {
      const step = ofAttempt(run);
      if (step?.starts !== start) return false;
      step.starts -= 1;
      return true;
    },
    clear: async (job) => {
      for (const name of [...steps.keys()].filter((key) => key.startsWith(`${job} `))) steps.delete(name);
    },
  };
};
