import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { inject } from 'vitest';
import type { JobState, JobView } from '#shared/job.ts';
import { until } from './wait.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  readonly body: any;
};

export type Ask = {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One request to the installation's one address. Redirects are answers, not followed. */
export const ask = async (method: string, path: string, { body, raw, headers }: Ask = {}): Promise<Answer> => {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(new URL(path, inject('stack').publicUrl), {
    method,
    redirect: 'manual',
    headers: { ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
};

/** Returns once the installation works again, its byte store too. */
export const backAgain = () =>
  until(
    async () => (await ask('GET', '/api/v1/health').catch(() => null))?.status,
    (status) => status === 200,
  );

export type Api = (method: string, path: string, asked?: Ask) => Promise<Answer>;

/** The API as the holder of the token sees it. */
export const apiWith =
  (token: string): Api =>
  (method, path, { headers, ...asked } = {}) =>
    ask(method, path, { ...asked, headers: { authorization: `Bearer ${token}`, ...headers } });

/** The API as the installation's admin sees it. */
export const admin = (): Api => apiWith(inject('stack').token);

type SignedPart = { readonly number: number; readonly url: string; readonly headers?: Record<string, string> };

const bytesOf = async (path: string, from: number, length: number): Promise<Buffer> => {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  await file.close();
  return buffer.subarray(0, bytesRead);
};

/** Sends one part of a file where its plan says; the store's answer. */
export const sendPart = async (path: string, partBytes: number, part: SignedPart): Promise<Response> => {
  const body = await bytesOf(path, (part.number - 1) * partBytes, partBytes);
  const response = await fetch(part.url, { method: 'PUT', body: new Uint8Array(body), headers: part.headers ?? {} });
  await response.arrayBuffer();
  return response;
};

export const beginUpload = async (api: Api, path: string, more: object = {}): Promise<Answer> =>
  api('POST', '/api/v1/uploads', {
    body: { fileName: basename(path), bytes: (await stat(path)).size, mediaType: 'video/mp4', ...more },
  });

/** Uploads the file whole; the answer to its completion. */
export const upload = async (api: Api, path: string, more: object = {}): Promise<Answer> => {
  const { body: plan, text } = await beginUpload(api, path, more);
  if (!plan?.parts) throw new Error(`the upload did not begin: ${text}`);
  await Promise.all(plan.parts.map((part: SignedPart) => sendPart(path, plan.partBytes, part)));
  return api('POST', `/api/v1/uploads/${plan.id}/complete`, { body: {} });
};

/** Uploads a source and asks for the work, which is done though the same was made before; the id of its job. */
export const submit = async (api: Api, path: string, then: object): Promise<string> => {
  const { status, body, text } = await upload(api, path, { then: { reuse: false, ...then } });
  if (status !== 202) throw new Error(`the job was not accepted: ${status} ${text}`);
  return body.job.id;
};

/** The job as it is now; null while the installation cannot answer. */
export const jobNow = async (api: Api, id: string): Promise<JobView | null> => {
  const answer = await api('GET', `/api/v1/jobs/${id}`).catch(() => null);
  return answer?.status === 200 ? answer.body : null;
};

const final: readonly JobState[] = ['succeeded', 'failed', 'canceled', 'expired'];

/** Follows the job to its end. */
export const ended = async (api: Api, id: string, seconds = 120): Promise<JobView> => {
  const job = await until(
    () => jobNow(api, id),
    (seen) => seen !== null && final.includes(seen.state),
    { seconds, everyMs: 400 },
  );
  if (!job) throw new Error(`there is no job ${id}`);
  return job;
};

/** Follows several jobs of one owner to their ends, with one question for all of them; in the order given. */
export const allEnded = async (api: Api, ids: readonly string[], seconds = 180): Promise<JobView[]> => {
  const list = async () => (await api('GET', '/api/v1/jobs?limit=100').catch(() => null))?.body?.jobs ?? [];
  const isOver = (jobs: JobView[]) => ids.every((id) => jobs.some((job) => job.id === id && final.includes(job.state)));
  const jobs: JobView[] = await until(list, isOver, { seconds, everyMs: 500 });
  return ids.map((id) => jobs.find((job) => job.id === id) as JobView);
};

/** The artifacts with their links, the main one first. */
export const artifactsOf = async (api: Api, id: string) => (await api('GET', `/api/v1/jobs/${id}/artifacts`)).body;

/** The bytes that a link of ours leads to. */
export const follow = async (link: string): Promise<Response> => {
  const { status, headers, text } = await ask('GET', link);
  if (status !== 303) throw new Error(`the link was answered with ${status}: ${text}`);
  return fetch(headers.get('location') ?? '');
};
