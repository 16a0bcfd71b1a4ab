import { EngineError } from '#shared/errors.ts';
import type { JarOf } from '#shared/ports/cookie-jars.ts';
import { mayOpen } from '../may-touch.ts';
import type { AskOf } from '../protocol.ts';
import { findRunning } from './find-running.ts';
import type { AnswerPorts, Answers } from './ports.ts';

type Asked = Pick<AskOf<'open-cookies'>, 'job' | 'attempt' | 'cookies'>;

const jarOf = async ({ cookies, ...run }: Asked, ports: AnswerPorts): Promise<JarOf> => {
  const job = await findRunning(run, ports);
  if (mayOpen(cookies, job)) return { owner: job.owner, id: cookies };
  throw new EngineError('work.out-of-reach', `job ${job.id} does not name the cookies ${cookies}`, {
    field: 'cookies',
  });
};

/** The cookies that the request of a running job names, and no others. */
export const ofCookies: Answers<'open-cookies' | 'refresh-cookies'> = {
  'open-cookies': async ({ job, attempt, cookies, url }, ports) => ({
    cookies: await ports.cookieJars.open(await jarOf({ job, attempt, cookies }, ports), url),
  }),
  'refresh-cookies': async ({ job, attempt, cookies, opened, left }, ports) => {
    await ports.cookieJars.refresh(await jarOf({ job, attempt, cookies }, ports), { opened, left });
    return {};
  },
};
