import { route } from '#shared/route.ts';
import { batchAccepted, playlistRequest } from '../batch-schema.ts';
import { type ListPorts, startList } from '../start-list.ts';

export const playlistDownload = route({
  method: 'POST',
  path: '/api/v1/playlist/download',
  summary: 'Fetch a playlist',
  description:
    'All of it, or those of its items that are picked. It becomes a batch: each item is a job of its own, ' +
    'and one that fails does not fail the others. Up to 5,000 items.',
  allows: 'write',
  body: playlistRequest,
  repeatable: true,
  replies: { 202: batchAccepted },
  handle: (asked, ports: ListPorts) => startList(asked, ports),
});
