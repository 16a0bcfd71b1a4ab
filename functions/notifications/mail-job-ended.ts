import type { Artifact } from '#shared/artifact.ts';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import type { Allowed } from '#shared/may-mail.ts';
import { type NotePorts, note } from '#shared/note.ts';
import type { Directory } from '#shared/ports/directory.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Links } from '#shared/ports/links.ts';
import type { MailLedger } from '#shared/ports/mail-ledger.ts';
import type { Mailer } from '#shared/ports/mailer.ts';
import { chooseRecipient } from './choose-recipient.ts';
import { formatInWords } from './format-in-words.ts';
import { batchOver } from './templates/batch-over.ts';
import { failed } from './templates/failed.ts';
import type { Mail } from './templates/layout.ts';
import { type Offer, succeeded } from './templates/succeeded.ts';

type MailPorts = NotePorts & {
  readonly jobs: Pick<JobTable, 'get'>;
  readonly directory: Directory;
  readonly links: Pick<Links, 'issue'>;
  readonly ledger: MailLedger;
  readonly mailer: Mailer;
};

type MailSettings = {
  readonly allowed: Allowed;
  /** Where this installation is reached, without a slash at the end. */
  readonly publicUrl: string;
  /** How long a link works at most; it never outlives the files. */
  readonly linkSeconds: number;
};

type Desk = { readonly ports: MailPorts; readonly settings: MailSettings; readonly now: Date };

/** What became of the mail; `nobody` is a reason that the job's log tells. */
type Mailed = 'sent' | 'stale' | 'repeated' | 'nobody' | 'unwanted';

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

/** The link of a ladder leads to the page that plays it: whoever gets the mail need not be able to sign in. */
const offerOf = async (job: Job, main: Artifact, desk: Desk): Promise<Offer> => ({
  to: main.kind === 'playlist' ? 'watch' : 'download',
  address: await issue(job, main, desk),
  until: endOfLink(job, desk),
});

const write = async (job: Job, aside: string | null, desk: Desk): Promise<Mail> => {
  const about = { name: job.name, format: formatInWords(job.request), id: job.id, page: pageOf(job, desk), aside };
  const [main, ...others] = job.artifacts;
  if (job.state === 'succeeded' && job.batch) return batchOver({ ...about, notes: job.notes });
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

const told = async (job: Job, desk: Desk): Promise<Mailed> => {
  const { ports, settings, now } = desk;
  const { to, aside } = await chooseRecipient(job, settings.allowed, ports);
  if (to !== null) await ports.mailer.send({ to, ...(await write(job, aside, desk)) });
  if (aside !== null) await note(job.id, to === null ? `no mail was sent: ${aside}` : aside, now, ports);
  return to === null ? 'nobody' : 'sent';
};

/** A mail that went out stays out: that its claim could not be settled is no reason to send it again. */
const settle = ({ id, attempt, state }: Job, { ports: { ledger, log } }: Desk): Promise<void> =>
  ledger
    .settle(id, attempt, state)
    .catch((error: Error) => log.error('a mail was sent, and its claim is left to run out', error));

const tellOnce = async (job: Job, desk: Desk): Promise<Mailed> => {
  const { ledger } = desk.ports;
  const claim = await ledger.claim(job.id, job.attempt, job.state);
  if (claim === 'settled') return 'repeated';
  // the event comes again: by then it is settled, or whoever held it has died and the claim is over
  if (claim === 'held') throw new EngineError('service.unavailable', 'somebody else is at this mail');
  let mailed: Mailed;
  try {
    mailed = await told(job, desk);
  } catch (error) {
    await ledger.release(job.id, job.attempt, job.state);
    throw error;
  }
  await settle(job, desk);
  return mailed;
};

/** Tells whoever wanted to know that a job ended. The job is long final; what fails here is tried again by itself. */
export const mailJobEnded = async (
  ended: { readonly id: string; readonly attempt: number },
  desk: Desk,
): Promise<Mailed> => {
  const job = await desk.ports.jobs.get(ended.id);
  // of a part of something the whole tells
  if (job?.attempt !== ended.attempt || job.parent || !['succeeded', 'failed'].includes(job.state)) return 'stale';
  // who asks what a site says waits for the answer
  return job.kind === 'look' ? 'unwanted' : tellOnce(job, desk);
};
