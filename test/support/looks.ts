import { infoJson } from '#downloads/info.ts';
import { listJson } from '#downloads/list-info.ts';
import type { SeenItem, SeenList } from '#downloads/look-schema.ts';
import { viewFormats, viewMetadata } from '#downloads/view-info.ts';
import { viewList } from '#downloads/view-list.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { anArtifact } from './builders.ts';
import { anEngine, type Engine, now, put } from './engine.ts';
import { inMemorySmallFiles } from './fakes/small-files.ts';

/** An engine whose routes ask sites. */
export const anEngineThatLooks = () => {
  const engine = anEngine();
  return {
    ...engine,
    guardRules: {},
    proxies: ['frankfurt'],
    looks: { itemSeconds: 600, listSeconds: 300 },
    files: inMemorySmallFiles(engine.bucket),
  };
};
export type LookingEngine = ReturnType<typeof anEngineThatLooks>;

const formats = [{ format_id: '22', ext: 'mp4', vcodec: 'avc1.640028', acodec: 'mp4a.40.2', width: 1280, height: 720 }];
const info = infoJson.parse({ id: 'film-1', title: 'A film', duration: 6, formats, format_id: '22' });
export const aSeenItem: SeenItem = { formats: viewFormats(info), metadata: viewMetadata(info) };

const entries = ['VimeoAlbum', 'Vimeo'].map((ie_key) => ({
  ie_key,
  id: ie_key,
  url: `https://video.example/${ie_key}`,
}));
export const aSeenList: SeenList = viewList(
  listJson.parse({ _type: 'playlist', id: 'list-9', title: 'Travels', channel_follower_count: 7, entries }),
  { from: 1, count: 50, filter: {} },
);

const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

/** Ends a job well, so many seconds ago, with a file that says this. */
export const answered = async (engine: Engine, id: string, said: unknown, secondsAgo = 0) => {
  const key = `processed/alice/${id}/look.json`;
  put(engine, key, JSON.stringify(said), { mediaType: 'application/json' });
  const artifacts = [anArtifact({ key, kind: 'data', name: 'look.json' })];
  await engine.jobs.apply(id, { from: ['queued'], set: { state: 'succeeded', artifacts, endedAt: ago(secondsAgo) } });
};

/** Ends a job with a refusal, so many seconds ago. */
export const refused = async (engine: Engine, id: string, code: ErrorCode, secondsAgo = 0) => {
  const error = { code, message: 'the site says no' };
  await engine.jobs.apply(id, { from: ['queued'], set: { state: 'failed', error, endedAt: ago(secondsAgo) } });
};
