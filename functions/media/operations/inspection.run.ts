import type * as z from 'zod';
import { EngineError } from '#shared/errors.ts';
import { type Work, type WorkStore, work } from '#shared/operation.ts';
import type { StoredObject } from '#shared/ports/media-store.ts';
import type { Estimate } from '../estimate.ts';
import type { SourceFacts } from '../facts.ts';
import { whyCutOff } from '../mp4-boxes.ts';
import { sourceFactsOf } from '../source-facts.ts';
import type { Inspection } from './inspection.ts';
import { readBoxes } from './read-boxes.ts';

const readable = async (media: WorkStore, key: string): Promise<StoredObject> => {
  const found = await media.head(key);
  if (!found) throw new EngineError('source.not-found', 'the source is not in the store (any more)');
  if (found.state !== 'ready')
    throw new EngineError('artifact.frozen', 'the source is in cold storage; restore it first');
  if (found.bytes === 0) throw new EngineError('source.empty', 'the source has no bytes');
  return found;
};

const refuseCutOff = async (url: string, bytes: number, signal: AbortSignal): Promise<void> => {
  const { boxes, sawAll } = await readBoxes(url, bytes, signal);
  const reason = whyCutOff(boxes, bytes, sawAll);
  if (reason) throw new EngineError('source.truncated', reason);
};

type Input<R> = { readonly source: string; readonly request: R; readonly name?: string | undefined };
type Asked<R> = Omit<Input<R>, 'source'> & { readonly facts: SourceFacts };
type Planned<P> = { readonly plan: P; readonly estimate: Estimate; readonly notes: readonly string[] };

/** Binds an inspection to how it plans: `planOf` decides without a side effect, from what the source is. */
export const inspectionRun = <R extends z.ZodType, P extends z.ZodType>(
  contract: Inspection<R, P>,
  planOf: (asked: Asked<z.output<R>>) => Planned<z.input<P>>,
): Work<Inspection<R, P>['input'], Inspection<R, P>['output']> =>
  work(contract, async (input, { scratch, signal, report, log }, { media, tools }) => {
    // the compiler sees no field of an object that a type parameter is part of
    const { source, request, name } = input as Input<z.output<R>>;
    const { bytes, etag } = await readable(media, source);
    report({ stage: 'probing' });
    await using opened = await media.open(source);
    await refuseCutOff(opened.url, bytes, signal);
    const facts = sourceFactsOf(await tools.probe(opened.url, { signal, cwd: scratch }), bytes);
    const { plan, estimate, notes } = planOf({ facts, request, name });
    for (const note of notes) log(note);
    return { etag, facts, plan, estimate };
  });
