import { directory } from '#shared/aws/directory.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { mailer } from '#shared/aws/mailer.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import { mailJobEnded } from '../mail-job-ended.ts';
import { jobEnded } from '../schema.ts';

const table = engineTable(env('REELMILL_TABLE'));
const log = createLog('mail');
const ports = {
  jobs: jobTable(table),
  logs: jobLog(table),
  log,
  directory: directory(env('REELMILL_USER_POOL')),
  links: links(table),
  ledger: mailLedger(table),
  mailer: mailer({ from: env('REELMILL_MAIL_FROM') }),
};
const settings = {
  allowed: parseAllowed(env('REELMILL_MAIL_ALLOWED')),
  publicUrl: env('REELMILL_PUBLIC_URL') ?? '',
  linkSeconds: 7 * 24 * 60 * 60,
};

export const handler = async (event: unknown): Promise<void> => {
  const { id, attempt } = jobEnded.parse(event).detail;
  const mailed = await mailJobEnded({ id, attempt }, { ports, settings, now: new Date() });
  log.info('told how a job ended', { job: id, attempt, mailed });
};
