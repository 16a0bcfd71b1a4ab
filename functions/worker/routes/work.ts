import { ok, route } from '#shared/route.ts';
import { ofCookies } from '../answers/of-cookies.ts';
import { ofFiles } from '../answers/of-files.ts';
import { ofJobs } from '../answers/of-jobs.ts';
import { ofQueue } from '../answers/of-queue.ts';
import { ofSites } from '../answers/of-sites.ts';
import { ofWorkers } from '../answers/of-workers.ts';
import type { AnswerPorts, Answers } from '../answers/ports.ts';
import * as protocol from '../protocol.ts';

const all: Answers<protocol.Do> = { ...ofQueue, ...ofJobs, ...ofFiles, ...ofCookies, ...ofSites, ...ofWorkers };
type AnswerAny = (ask: protocol.Ask, ports: AnswerPorts, now: Date) => Promise<unknown>;

export const work = route({
  method: 'POST',
  path: '/api/v1/work',
  summary: 'Take and report work, as a worker outside does',
  description: 'Takes an API key of scope `worker`. `do` says what is asked, and with it what is answered.',
  allows: 'work',
  counts: 'work',
  body: protocol.ask,
  replies: { 200: protocol.answer },
  handle: async ({ body, now }, ports: AnswerPorts) => ok(await (all[body.do] as AnswerAny)(body, ports, now)),
});
