import type { LogLine } from '#shared/job.ts';
import type { WorkStore } from '#shared/operation.ts';
import type { CookieJars } from '#shared/ports/cookie-jars.ts';
import type { Presence } from '#shared/ports/presence.ts';
import type { Turns } from '#shared/ports/turns.ts';
import type { WorkQueue } from '#shared/ports/work-queue.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import { politeSites } from '#shared/site/polite-sites.ts';
import { lifeSign, longestWaitSeconds } from '../protocol.ts';
import type { RunPorts } from '../run-ports.ts';
import { openObject, readObject } from './open-object.ts';
import { saveObject } from './save-object.ts';
import { sparing } from './sparing.ts';
import type { WorkApi } from './work-api.ts';

type Api = Pick<WorkApi, 'ask'>;

/** Receives are asked again by whoever polls. */
export const remoteQueue = ({ ask }: Api, tag: string): Omit<WorkQueue, 'send'> => ({
  receive: async (max, waitSeconds, signal) => {
    const wait = Math.min(waitSeconds, longestWaitSeconds);
    return (await ask({ do: 'take', tag, max, waitSeconds: wait }, { signal, tries: 1 })).deliveries;
  },
  extend: async (receipt, seconds) => (await ask({ do: 'extend', tag, receipt, seconds })).taken,
  done: async (receipt) => void (await ask({ do: 'done', tag, receipt })),
});

export const remoteCallbacks = ({ ask }: Api): Callbacks => ({
  beat: async (token) => (await ask({ do: 'beat', token })).taken,
  succeed: async (token, output) => (await ask({ do: 'succeed', token, output })).taken,
  fail: async (token, error) => (await ask({ do: 'fail', token, error })).taken,
});

const remoteJobs = ({ ask }: Api): RunPorts['jobs'] => ({
  get: async (job) => (await ask({ do: 'look', job })).job,
  apply: sparing(async (job, transition) => {
    const { taken } = await ask({ do: 'apply', job, transition: lifeSign.parse(transition) });
    return taken ? transition.set : null;
  }),
});

/** Lines of the usual length fit a request a hundred at a time, whatever has to be escaped in them. */
const linesAtOnce = 100;

export const remoteLog = ({ ask }: Api): RunPorts['logs'] => ({
  append: async (job, lines) => {
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const some: LogLine[] = lines.slice(from, from + linesAtOnce);
      await ask({ do: 'log', job, lines: some });
    }
  },
});

export const remoteCheckpoints = ({ ask }: Api): RunPorts['checkpoints'] => ({
  get: async (job, step) => (await ask({ do: 'result', job, step })).result,
  put: async ({ job, attempt, step }, result, maker) =>
    (await ask({ do: 'keep', job, attempt, step, result, ...(maker && { maker }) })).taken,
  start: async ({ job, attempt, step }) => (await ask({ do: 'start', job, attempt, step })).starts,
  giveBack: async ({ job, attempt, step }, start) => (await ask({ do: 'give-back', job, attempt, step, start })).taken,
});

export const remoteTurns = ({ ask }: Api): Turns => ({
  ask: (site, turn) => ask({ do: 'ask-turn', site, turn }),
  keep: async (site, turn) => void (await ask({ do: 'keep-turn', site, turn }, { tries: 1 })),
  end: async (site, turn, { failedAs, retryAfterSeconds }) => {
    const how = { ...(failedAs && { failedAs }), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
    await ask({ do: 'end-turn', site, turn, ...how });
  },
});

export const remotePresence = ({ ask }: Api): Pick<Presence, 'tell' | 'leave'> => ({
  tell: async (news) => void (await ask({ do: 'here', news }, { tries: 1 })),
  leave: async (worker) => void (await ask({ do: 'gone', worker }, { tries: 1 })),
});

type Run = { readonly job: string; readonly attempt: number };

/** The store as far as one job reaches; nothing is written to it that a later attempt would find. */
const remoteStore = ({ job, attempt }: Run, api: Api): WorkStore => ({
  head: async (key) => (await api.ask({ do: 'head', job, key })).object,
  open: (key) => openObject({ job, key }, api),
  read: (key) => readObject({ job, key }, api),
  save: (path, key, about) => saveObject({ job, attempt, key, path, ...about }, api),
});

/** Those that the request of one job names; whose they are is known there. */
const remoteCookieJars = ({ job, attempt }: Run, { ask }: Api): CookieJars => ({
  open: async ({ id }, url) => (await ask({ do: 'open-cookies', job, attempt, cookies: id, url })).cookies,
  refresh: async ({ id }, changed) =>
    void (await ask({ do: 'refresh-cookies', job, attempt, cookies: id, ...changed }, { tries: 3 })),
});

/** Everything that a worker needs of the engine, from the installation's address and a key. */
export const remotePorts = (api: Api) => ({
  queueOf: (tag: string) => remoteQueue(api, tag),
  callbacks: remoteCallbacks(api),
  jobs: remoteJobs(api),
  logs: remoteLog(api),
  checkpoints: remoteCheckpoints(api),
  presence: remotePresence(api),
  sites: politeSites(remoteTurns(api)),
  mediaFor: (run: Run) => remoteStore(run, api),
  cookieJarsFor: (run: Run) => remoteCookieJars(run, api),
});
