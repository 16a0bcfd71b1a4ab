import type { Caller } from '#shared/caller.ts';
import { type Job, viewJob } from '#shared/job.ts';
import { isLive } from '#shared/life-cycle.ts';
import type { Links } from '#shared/ports/links.ts';
import { accepted, type Reply, seeOther } from '#shared/route.ts';
import { keyOf, refusalOf } from './look-up.ts';
import { type AskPorts, mayAsk } from './may-ask.ts';
import { downloadOrder } from './order.ts';
import { type SamePorts, sameOrNewSettled, stillServes } from './same-or-new.ts';
import type { DownloadWishes } from './schema.ts';

export type FetchOncePorts = SamePorts & AskPorts & { readonly links: Pick<Links, 'issue'> };

type Asking = {
  readonly caller: Pick<Caller, 'owner'>;
  readonly now: Date;
  readonly waitSeconds: number;
  readonly origin: string;
};

const linkSeconds = 3600;
/** Files that go sooner lead nobody anywhere: who is sent to them needs the time to fetch them. */
const leastSecondsLeft = 300;

const staysAWhile = ({ expiresAt }: Job, now: Date): boolean =>
  expiresAt === undefined || Date.parse(expiresAt) - now.getTime() >= leastSecondsLeft * 1000;

/** A link of ours to the first file of a job, for an hour and no longer than the file is there. */
const linkTo = async (
  { owner, id, artifacts: [file], expiresAt }: Job,
  { now, origin }: Asking,
  ports: FetchOncePorts,
) => {
  if (!file) return null;
  const end = Math.min(
    now.getTime() + linkSeconds * 1000,
    expiresAt ? Date.parse(expiresAt) : Number.POSITIVE_INFINITY,
  );
  const target = { owner, job: id, key: file.key, fileName: file.name, mediaType: file.mediaType };
  return `${origin}/api/v1/links/${await ports.links.issue(target, new Date(end))}`;
};

/** Leads to what a download made; as long as its files stay, who asks for the same is led to them again. */
export const fetchOnce = async (
  { url, wishes }: { readonly url: string; readonly wishes: DownloadWishes },
  asking: Asking,
  ports: FetchOncePorts,
): Promise<Reply> => {
  const { caller, now } = asking;
  const { owner } = caller;
  const order = downloadOrder({ owner, url: await mayAsk({ url, wishes }, { owner, now }, ports) }, wishes);
  const serves = (job: Job) => stillServes(job, now, Number.POSITIVE_INFINITY) && staysAWhile(job, now);
  const wanted = { key: keyOf('fetch', owner, order.request), order, serves };
  const { job } = await sameOrNewSettled(wanted, asking, ports);
  if (isLive(job)) return accepted(viewJob(job), `/api/v1/download/${job.id}`);
  const link = job.state === 'succeeded' ? await linkTo(job, asking, ports) : null;
  if (link === null) throw refusalOf(job);
  return seeOther(link);
};
