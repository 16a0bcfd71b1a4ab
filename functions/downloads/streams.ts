import * as z from 'zod';
import type { FoundItem } from './found-item.ts';
import type { ExpectedFile } from './read-progress.ts';

/** A file of the site that is fetched, perhaps as one of several which become one. */
export type Stream = {
  readonly formatId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Comes in segments, of which yt-dlp notes how many it has. */
  readonly isPieced: boolean;
  /** Whether a name of the scratch folder is that of its file, finished or not. */
  readonly isFile: (name: string) => boolean;
};

const format = z.object({
  format_id: z.string(),
  url: z.string(),
  manifest_url: z.string().optional().catch(undefined),
  protocol: z.string().optional().catch(undefined),
  http_headers: z.record(z.string(), z.string()).catch({}).default({}),
});
type Format = z.infer<typeof format>;

const formatsOf = (item: FoundItem): Format[] =>
  [item, ...(Array.isArray(item['formats']) ? item['formats'] : [])].flatMap((one) => format.safeParse(one).data ?? []);

const plain: readonly (string | undefined)[] = ['http', 'https'];
const pieced: readonly (string | undefined)[] = ['m3u8_native', 'm3u8', 'http_dash_segments'];

/** The list of segments stands for them: a DASH format has the address of its base as its own. */
const addressOf = ({ url, manifest_url: manifest, protocol }: Format): string =>
  protocol === 'http_dash_segments' ? (manifest ?? url) : url;

const streamOf = (found: Format, isAlone: boolean): Stream => {
  const begins = `media.f${found.format_id}.`;
  return {
    formatId: found.format_id,
    url: addressOf(found),
    headers: found.http_headers,
    isPieced: pieced.includes(found.protocol),
    isFile: (name) =>
      isAlone ? /^media\.\w+(\.part)?$/.test(name) : name.startsWith(begins) && !/-Frag\d+|\.ytdl$/.test(name),
  };
};

/** The files that were chosen, as far as one can know of a file how much of it one has: not of what ffmpeg fetches. */
export const streamsOf = (item: FoundItem, expected: readonly ExpectedFile[]): Stream[] => {
  const formats = formatsOf(item);
  return expected.flatMap(({ formatId }) => {
    const found = formats.find(({ format_id: id }) => id === formatId);
    const isKnown = found && [...plain, ...pieced].includes(found.protocol);
    return isKnown ? [streamOf(found, expected.length === 1)] : [];
  });
};
