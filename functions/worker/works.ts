import { downloadWorks } from '#downloads/works.ts';
import { mediaWorks } from '#media/works.ts';
import { EngineError } from '#shared/errors.ts';
import type { Work } from '#shared/operation.ts';

const works = new Map<string, Work>([...downloadWorks, ...mediaWorks].map((work) => [work.operation.name, work]));

/** Every operation that a worker of this build can do. */
export const workOf = (operation: string): Work => {
  const work = works.get(operation);
  if (!work) throw new EngineError('internal', `this worker does not know ${operation}`);
  return work;
};
