import type { UploadTable } from '#shared/ports/uploads.ts';
import { ok, route } from '#shared/route.ts';
import { uploadDays } from '#shared/upload.ts';
import { viewUpload } from '../find-upload.ts';
import { uploadPage, uploadsQuery } from '../schema.ts';

const day = 24 * 60 * 60 * 1000;

export const listUploads = route({
  method: 'GET',
  path: '/api/v1/uploads',
  summary: "List one's open uploads, newest first",
  description: 'Those that can be gone on with, on this device or another: `/{id}/parts` says what has arrived.',
  allows: 'read',
  counts: 'reads',
  query: uploadsQuery,
  replies: { 200: uploadPage },
  handle: async ({ query, caller, now }, { uploads }: { uploads: UploadTable }) => {
    const since = new Date(now.getTime() - uploadDays * day).toISOString();
    const page = await uploads.list(caller.owner, { ...query, states: ['open'], since });
    return ok({ uploads: page.items.map(viewUpload), cursor: page.cursor });
  },
});
