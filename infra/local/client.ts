import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { patientFetch } from './patient-fetch.ts';
import { Refusal } from './refusal.ts';
import { type Source, sendParts, type UploadPlan } from './send-parts.ts';

/** What to make; anew although the same was made before, where `reuse` is false. */
type Wish = { readonly preset: string; readonly reuse?: false };

export type JobView = {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired';
  readonly progress: { readonly percent?: number; readonly stage: string };
  readonly timings?: { readonly queuedSeconds: number; readonly runningSeconds: number };
  readonly error?: { readonly code: string; readonly message: string; readonly advice?: string } | null;
};

export type ArtifactView = {
  readonly name: string;
  readonly kind: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly url: string;
};

/** `key` makes a request repeatable that otherwise begins something each time. */
type Sent = { readonly body?: unknown; readonly key?: string };

const pauses = { shortest: 250, longest: 2000, ofWhatIsLeft: 0.1 };

/**
 * How long until the job is asked about again, in milliseconds: the nearer its end by what it has done so far, the
 * sooner. At home each question takes from the cores that the encoder works on.
 */
export const pauseOf = ({ percent = 0 }: JobView['progress'], elapsed: number): number => {
  if (percent <= 0) return pauses.shortest;
  const left = (elapsed * (100 - percent)) / percent;
  return Math.min(Math.max(left * pauses.ofWhatIsLeft, pauses.shortest), pauses.longest);
};

/**
 * What the command needs of the API, over HTTP like any other client. `token` is asked for again when one has expired:
 * a job may take longer than a sign-in lasts.
 */
export const createClient = (origin: string, token: string | (() => Promise<string>)) => {
  let current: Promise<string> | undefined;
  const signedIn = () => {
    current ??= typeof token === 'string' ? Promise.resolve(token) : token();
    return current;
  };

  const ask = async (method: string, path: string, { body, key }: Sent): Promise<Response> =>
    patientFetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${await signedIn()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const call = async <T>(method: string, path: string, sent: Sent = {}): Promise<T> => {
    let response = await ask(method, path, sent);
    if (response.status === 401 && typeof token !== 'string') {
      current = undefined;
      response = await ask(method, path, sent);
    }
    const reply = await response.json().catch(() => null);
    if (response.ok) return reply as T;
    const { code = 'internal', detail, title } = (reply ?? {}) as Record<string, string>;
    throw new Refusal(code, detail ?? title ?? `${method} ${path} was answered with ${response.status}`);
  };

  return {
    /** Uploads the file and asks for the transcode; the job that it became. */
    submit: async (source: Source, then: Wish, onBytes: (sent: number) => void): Promise<string> => {
      const wish = { fileName: source.name, bytes: source.bytes, then };
      const begin = { body: wish, key: randomUUID() };
      const upload = await call<UploadPlan & { id: string }>('POST', '/api/v1/uploads', begin);
      const path = `/api/v1/uploads/${upload.id}`;
      const sign = async (from: number) => (await call<UploadPlan>('GET', `${path}/parts?from=${from}`)).parts;
      const parts = await sendParts(source, upload, { onBytes, sign });
      const { job } = await call<{ job: JobView }>('POST', `${path}/complete`, { body: { parts } });
      return job.id;
    },

    /** Asks for what the address shows, and for what is to be made of it; the job that it became. */
    fetch: async (url: string, then: string | undefined): Promise<string> => {
      const body = { url, ...(then !== undefined && { then: { preset: then } }) };
      return (await call<JobView>('POST', '/api/v1/download', { body, key: randomUUID() })).id;
    },

    /** Follows the job to its end. */
    follow: async (id: string, onProgress: (job: JobView) => void): Promise<JobView> => {
      const began = performance.now();
      for (;;) {
        const job = await call<JobView>('GET', `/api/v1/jobs/${id}`);
        onProgress(job);
        if (job.state !== 'queued' && job.state !== 'running') return job;
        await sleep(pauseOf(job.progress, performance.now() - began));
      }
    },

    /** Whether anybody has ever asked for work here. */
    isUsed: async (): Promise<boolean> =>
      (await call<{ jobs: readonly unknown[] }>('GET', '/api/v1/jobs?owner=all&limit=1')).jobs.length > 0,

    artifacts: async (id: string): Promise<readonly ArtifactView[]> =>
      (await call<{ artifacts: readonly ArtifactView[] }>('GET', `/api/v1/jobs/${id}/artifacts`)).artifacts,
  };
};

export type Client = ReturnType<typeof createClient>;
