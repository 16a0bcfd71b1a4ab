import { mayReach } from '#shared/caller.ts';
import { isPlainKey } from '#shared/plain-key.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { uploadDays } from '#shared/upload.ts';
import { viewUpload } from '../find-upload.ts';
import { uploadPage, uploadsQuery } from '../schema.ts';

const day = 24 * 60 * 60 * 1000;

export const listUploads = route({
  method: 'GET',
  path: '/api/v1/uploads',
  summary: "List one's uploads, newest first",
  description:
    'Those that can be gone on with, on this device or another: `/{id}/parts` says what has arrived. With another ' +
    '`state`, what lies in the store or lay there: uploads, and objects that were put there directly.',
  allows: 'read',
  counts: 'reads',
  query: uploadsQuery,
  replies: { 200: uploadPage },
  handle: async ({ query: { key, state, ...page }, caller, now }, { uploads }: { uploads: UploadTable }) => {
    if (key !== undefined) {
      const found = isPlainKey(key) ? await uploads.byKey(key) : null;
      return ok({ uploads: found && mayReach(caller, found.owner) ? [viewUpload(found)] : [], cursor: null });
    }
    // the store has ended what was open for longer
    const since = state === 'open' ? { since: new Date(now.getTime() - uploadDays * day).toISOString() } : {};
    const { items, cursor } = await uploads.list(caller.owner, { ...page, ...since, states: [state] });
    return ok({ uploads: items.map(viewUpload), cursor });
  },
});
