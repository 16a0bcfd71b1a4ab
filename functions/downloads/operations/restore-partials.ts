import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkContext, WorkStore } from '#shared/operation.ts';
import type { WebAccess } from '#shared/ports/web.ts';
import { bytesOf, type KeptStream, partials, partialsKey } from '../partials.ts';
import { whyNotSame } from '../same-source.ts';
import type { Stream } from '../streams.ts';

type Place = { readonly context: WorkContext; readonly media: WorkStore; readonly web: WebAccess };

const readKept = async ({ context, media }: Place): Promise<readonly KeptStream[]> => {
  const stored = await media.read(partialsKey(context.prefix.work));
  if (!stored) return [];
  const read = partials.safeParse(JSON.parse(Buffer.from(stored).toString('utf8')));
  return read.success ? read.data.streams : [];
};

/** Puts the pieces together again where yt-dlp looks for them; tells whether they were all there. */
const assemble = async ({ file, pieces, isWhole, state }: KeptStream, { context, media }: Place): Promise<boolean> => {
  const path = join(context.scratch, isWhole ? file : `${file}.part`);
  for (const { key, bytes } of pieces) {
    context.signal.throwIfAborted();
    const piece = await media.read(key);
    if (piece?.length !== bytes) {
      await rm(path, { force: true });
      return false;
    }
    await appendFile(path, piece);
    // gigabytes over a slow line take longer than a step may be silent
    context.report({ stage: 'fetching' });
  }
  if (state !== null && !isWhole) await writeFile(join(context.scratch, `${file}.ytdl`), state);
  return true;
};

const whyAgain = async (kept: KeptStream, streams: readonly Stream[], place: Place): Promise<string | null> => {
  const stream = streams.find(({ formatId }) => formatId === kept.formatId);
  if (!stream) return 'the site offers it in another form now';
  const changed = whyNotSame(kept.source, await place.web.ask(stream.url, stream.headers));
  if (changed !== null) return changed;
  return (await assemble(kept, place)) ? null : 'what was kept of it is not whole';
};

/** Brings back what an earlier try has fetched of files that are still the same; answers which those are. */
export const restorePartials = async (streams: readonly Stream[], place: Place): Promise<KeptStream[]> => {
  const restored: KeptStream[] = [];
  for (const kept of await readKept(place)) {
    const why = await whyAgain(kept, streams, place);
    if (why === null) restored.push(kept);
    const bytes = bytesOf(kept);
    place.context.log(
      why === null
        ? `goes on with format ${kept.formatId} behind the ${bytes} bytes that an earlier try has fetched`
        : `fetches format ${kept.formatId} from its beginning, though an earlier try has ${bytes} bytes: ${why}`,
    );
  }
  return restored;
};
