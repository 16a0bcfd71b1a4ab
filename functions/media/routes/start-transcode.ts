import { answerJob } from '#shared/answer-job.ts';
import { jobView } from '#shared/job.ts';
import { type AddressPorts, refuseAddress } from '#shared/refuse-address.ts';
import { refuseWebhook, type WebhookPorts } from '#shared/refuse-webhook.ts';
import { route } from '#shared/route.ts';
import { type StartPorts, startJob } from '#shared/start-job.ts';
import { findSource, type SourcePorts } from '../find-source.ts';
import { transcodeOrder } from '../order.ts';
import { transcodeRequest } from '../schema.ts';

export const startTranscode = route({
  method: 'POST',
  path: '/api/v1/transcode',
  summary: 'Transcode a video or a sound',
  description: 'By a preset, a container name, or a rendition described in full; `h264-1080p` when nothing is said.',
  allows: 'write',
  body: transcodeRequest,
  repeatable: true,
  waits: true,
  replies: { 200: jobView, 202: jobView },
  handle: async (
    { body: { source, ...wishes }, caller, now, idempotency, waitSeconds },
    ports: StartPorts & SourcePorts & AddressPorts & WebhookPorts,
  ) => {
    await refuseAddress({ email: wishes.email, owner: caller.owner, field: 'email' }, ports);
    await refuseWebhook({ webhook: wishes.webhook, owner: caller.owner, field: 'webhook' }, ports);
    const found = await findSource(source, caller, ports);
    const job = await startJob(transcodeOrder({ ...found, owner: caller.owner }, wishes), { now, idempotency }, ports);
    return answerJob(job, waitSeconds, ports);
  },
});
