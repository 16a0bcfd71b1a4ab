import type { Artifact } from '#shared/artifact.ts';
import type { Job } from '#shared/job.ts';
import type { Directory } from '#shared/ports/directory.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Links } from '#shared/ports/links.ts';
import type { MailLedger } from '#shared/ports/mail-ledger.ts';
import type { Mailer } from '#shared/ports/mailer.ts';
import { type Allowed, recipientOf } from './may-mail.ts';
import { failed } from './templates/failed.ts';
import type { Mail } from './templates/layout.ts';
import { type Offer, succeeded } from './templates/succeeded.ts';

export type MailPorts = {
  readonly jobs: Pick<JobTable, 'get'>;
  readonly directory: Directory;
  readonly links: Pick<Links, 'issue'>;
  readonly ledger: MailLedger;
  readonly mailer: Mailer;
};

export type MailSettings = {
  readonly allowed: Allowed;
  /** Where this installation is reached, without a slash at the end. */
  readonly publicUrl: string;
  /** How long a link works at most; it never outlives the files. */
  readonly linkSeconds: number;
};

type Desk = { readonly ports: MailPorts; readonly settings: MailSettings; readonly now: Date };

/** What became of the mail; everything but `sent` is a reason why there was none. */
export type Mailed = 'sent' | 'stale' | 'repeated' | 'no address' | 'not verified' | 'not allowed' | 'suppressed';

const pageOf = ({ id }: Job, { settings }: Desk): string => `${settings.publicUrl}/jobs/${id}`;

const endOfLink = ({ expiresAt }: Job, { settings, now }: Desk): Date => {
  const longest = now.getTime() + settings.linkSeconds * 1000;
  return new Date(expiresAt === undefined ? longest : Math.min(longest, Date.parse(expiresAt)));
};

const issue = async (job: Job, { key, name, mediaType }: Artifact, desk: Desk): Promise<string> => {
  const target = { owner: job.owner, job: job.id, key, fileName: name, mediaType };
  const token = await desk.ports.links.issue(target, endOfLink(job, desk));
  return `${desk.settings.publicUrl}/api/v1/links/${token}`;
};

/** A playlist is of no use as a download; it is played where its segments can be reached. */
const offerOf = async (job: Job, main: Artifact, desk: Desk): Promise<Offer> =>
  main.kind === 'playlist'
    ? { by: 'page', until: job.expiresAt === undefined ? null : new Date(job.expiresAt) }
    : { by: 'link', address: await issue(job, main, desk), until: endOfLink(job, desk) };

const write = async (job: Job, desk: Desk): Promise<Mail> => {
  const about = { name: job.name, id: job.id, page: pageOf(job, desk) };
  const [main, ...others] = job.artifacts;
  if (job.state === 'failed' || main === undefined)
    return failed({ ...about, error: job.error ?? { code: 'internal', message: 'no reason was kept' } });
  const poster = others.find(({ kind }) => kind === 'image');
  return succeeded({
    ...about,
    main,
    others: others.filter((file) => file !== poster).length,
    offer: await offerOf(job, main, desk),
    poster: poster === undefined ? null : `${await issue(job, poster, desk)}?inline=true`,
    now: desk.now,
  });
};

const sendOnce = async (job: Job, to: string, desk: Desk): Promise<Mailed> => {
  const { ledger, mailer } = desk.ports;
  if (!(await ledger.claim(job.id, job.attempt, job.state))) return 'repeated';
  try {
    await mailer.send({ to, ...(await write(job, desk)) });
    return 'sent';
  } catch (error) {
    await ledger.release(job.id, job.attempt, job.state);
    throw error;
  }
};

/** Tells whoever wanted to know that a job ended. The job is long final; what fails here is tried again by itself. */
export const mailJobEnded = async (
  ended: { readonly id: string; readonly attempt: number },
  desk: Desk,
): Promise<Mailed> => {
  const { jobs, directory, ledger } = desk.ports;
  const job = await jobs.get(ended.id);
  if (job?.attempt !== ended.attempt || !['succeeded', 'failed'].includes(job.state)) return 'stale';
  const owner = await directory.find(job.owner);
  const verdict = recipientOf({ asked: job.email, verified: owner?.verifiedEmail ?? null }, desk.settings.allowed);
  if ('refused' in verdict) return verdict.refused;
  if (await ledger.isSuppressed(verdict.to)) return 'suppressed';
  return sendOnce(job, verdict.to, desk);
};
