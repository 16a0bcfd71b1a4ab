import * as z from 'zod';
import { openCursor, sealCursor } from '#shared/cursor.ts';
import { firstIdAt } from '#shared/ids.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import type { Upload } from '#shared/upload.ts';

export const inMemoryUploadTable = (records: readonly Upload[] = []): UploadTable => {
  const uploads = new Map(records.map((upload) => [upload.id, upload]));
  const find = (is: (upload: Upload) => boolean) => structuredClone([...uploads.values()].find(is) ?? null);
  return {
    create: async (upload) => {
      uploads.set(upload.id, structuredClone(upload));
    },
    get: async (id) => find((upload) => upload.id === id),
    byKey: async (key) => find((upload) => upload.key === key),
    list: async (owner, { states, since, cursor, limit }) => {
      const identity = { owner, states };
      const after = cursor === undefined ? undefined : openCursor(cursor, identity, z.uuidv7());
      const theirs = [...uploads.values()]
        .filter((upload) => upload.owner === owner && (states?.includes(upload.state) ?? true))
        .filter(({ id }) => since === undefined || id >= firstIdAt(new Date(since)))
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      const rest = theirs.filter(({ id }) => after === undefined || id < after);
      const items = structuredClone(rest.slice(0, limit));
      const last = rest.length > limit ? items.at(-1) : undefined;
      return { items, cursor: last ? sealCursor(last.id, identity) : null };
    },
    close: async (id, state, job) => {
      const upload = uploads.get(id);
      if (upload?.state !== 'open') return false;
      uploads.set(id, { ...upload, state, ...(job !== undefined && { job }) });
      return true;
    },
  };
};
