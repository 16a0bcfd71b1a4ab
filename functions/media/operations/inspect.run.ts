import { EngineError } from '#shared/errors.ts';
import { type WorkStore, work } from '#shared/operation.ts';
import type { StoredObject } from '#shared/ports/media-store.ts';
import { estimate } from '../estimate.ts';
import { whyCutOff } from '../mp4-boxes.ts';
import { planTranscode } from '../plan-transcode.ts';
import { sourceFactsOf } from '../source-facts.ts';
import { targetOf } from '../target.ts';
import { inspect } from './inspect.ts';
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

export const inspectRun = work(
  inspect,
  async ({ source, request, name }, { scratch, signal, report, log }, { media, tools }) => {
    const target = targetOf(request);
    const { bytes, etag } = await readable(media, source);
    report({ stage: 'probing' });
    await using opened = await media.open(source);
    await refuseCutOff(opened.url, bytes, signal);
    const facts = sourceFactsOf(await tools.probe(opened.url, { signal, cwd: scratch }), bytes);
    const plan = planTranscode(facts, target, name);
    for (const note of plan.notes) log(note);
    return { etag, facts, plan, estimate: estimate(plan, facts) };
  },
);
