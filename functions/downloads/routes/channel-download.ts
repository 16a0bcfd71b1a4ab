import { route } from '#shared/route.ts';
import { batchAccepted, channelRequest } from '../batch-schema.ts';
import { type ListPorts, startList } from '../start-list.ts';

export const channelDownload = route({
  method: 'POST',
  path: '/api/v1/channel/download',
  summary: 'Fetch what a channel has shown',
  description:
    'All of it, or what passes the filters: by date, length, views and title. It becomes a batch, as a playlist does.',
  allows: 'write',
  body: channelRequest,
  repeatable: true,
  replies: { 202: batchAccepted },
  handle: (asked, ports: ListPorts) => startList(asked, ports),
});
