import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArtifactView, Client, JobView } from './client.ts';
import { patientFetch } from './patient-fetch.ts';
import { Refusal } from './refusal.ts';
import type { Source } from './send-parts.ts';
import { progressBar, type Steps } from './steps.ts';

export type Result = {
  readonly id: string | null;
  readonly state: string;
  readonly artifacts: readonly {
    readonly path: string;
    readonly kind: string;
    readonly bytes: number;
    readonly mediaType: string;
  }[];
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly seconds: number;
};

export const refused = (error: { readonly code: string; readonly message: string }, seconds: number): Result => ({
  id: null,
  state: 'failed',
  artifacts: [],
  error,
  seconds,
});

/** What was thrown, as the result tells it. */
export const errorOf = (thrown: unknown): { code: string; message: string } =>
  thrown instanceof Refusal
    ? { code: thrown.code, message: thrown.message }
    : {
        code: 'internal',
        message: (thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)[0] ?? '',
      };

export const readSource = async (path: string): Promise<Source> => {
  const facts = await stat(path).catch(() => null);
  if (!facts) throw new Refusal('source.not-found', `there is no file ${path}`);
  if (!facts.isFile()) throw new Refusal('source.not-media', `${path} is not a file`);
  if (facts.size === 0) throw new Refusal('source.empty', `${path} has no bytes`);
  return { path, name: basename(path).replace(/\p{Cc}/gu, ' '), bytes: facts.size };
};

/** What the job is about: a file and what to make of it, or an address and what to make of what it shows. */
export type Work =
  | { readonly source: Source; readonly preset: string }
  | { readonly url: string; readonly then?: string };

type Wish = {
  readonly work: Work;
  readonly results: string;
  /** Copies a ladder whole into the folder; the paths by sha256. */
  readonly copyLadder: (job: string, folder: string) => Promise<ReadonlyMap<string, string>>;
};

const begin = (client: Client, work: Work, steps: Steps): Promise<string> => {
  if ('url' in work) return steps.run(`ask for ${work.url}`, () => client.fetch(work.url, work.then));
  const { source, preset } = work;
  return steps.run(`upload ${source.name}`, (say) =>
    client.submit(source, { preset }, (sent) => say(progressBar((100 * sent) / source.bytes, 'sent'))),
  );
};

/** The main job as any client would do it: upload or name the address, follow, fetch the files. */
export const runWork = async (client: Client, { work, results, copyLadder }: Wish, steps: Steps): Promise<Result> => {
  const started = Date.now();
  const id = await begin(client, work, steps);
  const seconds = () => (Date.now() - started) / 1000;
  try {
    const job = await steps.run(
      `job ${id}`,
      (say) => client.follow(id, ({ progress }) => say(progressBar(progress.percent, progress.stage))),
      troublesOf,
    );
    if (job.state !== 'succeeded') return { ...refused(endOf(job), seconds()), id, state: job.state };
    const views = await client.artifacts(id);
    const folder = join(results, id);
    const artifacts = await steps.run('fetch the result', async () => {
      const isLadder = views.some(({ kind }) => kind === 'playlist');
      return fetchAll(views, folder, isLadder ? await copyLadder(id, folder) : new Map());
    });
    return { id, state: job.state, artifacts, error: null, seconds: seconds() };
  } catch (failure) {
    // From here on there is a job, whatever became of it; it can be looked up.
    return { ...refused(errorOf(failure), seconds()), id };
  }
};

/** Why a job made nothing, and what to do. */
const troublesOf = (job: JobView): string[] => {
  if (job.state === 'succeeded') return [];
  const { code, message } = endOf(job);
  return [`${code}: ${message}`, ...(job.error?.advice ? [job.error.advice] : [])];
};

const endOf = ({ state, error }: JobView) =>
  error ? { code: error.code, message: error.message } : { code: `job.${state}`, message: `the job ended as ${state}` };

const fetchAll = async (views: readonly ArtifactView[], folder: string, copied: ReadonlyMap<string, string>) => {
  const fetched = [];
  for (const { name, url, kind, bytes, mediaType, sha256 } of views) {
    const path = copied.get(sha256) ?? join(folder, ...name.split('/').map(safeName));
    await mkdir(join(path, '..'), { recursive: true });
    if (!copied.has(sha256)) await fetchWhole(url, path);
    fetched.push({ path, kind, bytes, mediaType });
  }
  return fetched;
};

/** A store that dies in the middle breaks the answer off; then from the beginning. */
const fetchWhole = async (url: string, path: string, triesLeft = 5): Promise<void> => {
  const response = await patientFetch(url);
  if (!response.ok || !response.body) throw new Refusal('artifact.not-found', `${path}: ${response.status}`);
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  } catch (failure) {
    if (triesLeft === 0) throw failure;
    await fetchWhole(url, path, triesLeft - 1);
  }
};

const safeName = (part: string): string =>
  part === '..' || part === '.' || part === '' ? '_' : part.replaceAll('\0', '_');
