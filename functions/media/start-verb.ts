import type * as z from 'zod';
import { answerJob } from '#shared/answer-job.ts';
import { type JobKind, jobView } from '#shared/job.ts';
import { type AddressPorts, refuseAddress } from '#shared/refuse-address.ts';
import { refuseWebhook, type WebhookPorts } from '#shared/refuse-webhook.ts';
import { type Route, route } from '#shared/route.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import { findSource, type SourcePorts } from './find-source.ts';
import { verbOrder } from './order.ts';
import type { JobWishes, SourceWish } from './verb.ts';

export type VerbPorts = StartPorts & SourcePorts & AddressPorts & WebhookPorts;

type VerbRequest = JobWishes & { readonly source: SourceWish };

type Verb<B extends z.ZodType<VerbRequest>> = Pick<Route, 'path' | 'summary' | 'description'> & {
  readonly kind: JobKind;
  readonly body: B;
};

/** The endpoint of a verb that works on one stored source: finds it, and starts the job of its kind. */
export const startVerb = <B extends z.ZodType<VerbRequest>>({ kind, ...described }: Verb<B>) =>
  route({
    method: 'POST',
    ...described,
    allows: 'write',
    repeatable: true,
    waits: true,
    replies: { 200: jobView, 202: jobView },
    handle: async ({ body, caller, now, idempotency, waitSeconds }, ports: VerbPorts) => {
      const { source, ...wishes }: VerbRequest = body;
      await refuseAddress({ email: wishes.email, owner: caller.owner, field: 'email' }, ports);
      await refuseWebhook({ webhook: wishes.webhook, owner: caller.owner, field: 'webhook' }, ports);
      const found = await findSource(source, caller, ports);
      const order = verbOrder(kind, { ...found, owner: caller.owner }, wishes);
      return answerJob(await startJob(order, { now, idempotency }, ports), waitSeconds, ports);
    },
  });
