import * as z from 'zod';
import { openCursor, sealCursor } from '#shared/cursor.ts';
import { firstIdAt } from '#shared/ids.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import type { Upload } from '#shared/upload.ts';
import { usedKeys } from './idempotency.ts';

export const inMemoryUploadTable = (
  clock: () => Date = () => new Date(),
  records: readonly Upload[] = [],
): UploadTable => {
  const uploads = new Map(records.map((upload) => [upload.id, upload]));
  const keys = usedKeys(clock);
  const find = (is: (upload: Upload) => boolean) => structuredClone([...uploads.values()].find(is) ?? null);
  return {
    create: async (upload, idempotency) => {
      const first = uploads.get((idempotency && keys.first(upload.owner, idempotency)) ?? '');
      if (first) return { upload: structuredClone(first), repeated: true };
      uploads.set(upload.id, structuredClone(upload));
      if (idempotency) keys.use(upload.owner, idempotency, upload.id);
      return { upload, repeated: false };
    },
    adopt: async (upload) => {
      const known = find(({ key }) => key === upload.key);
      if (!known) uploads.set(upload.id, structuredClone(upload));
      return known ?? upload;
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
    apply: async (id, { from, set }) => {
      const upload = uploads.get(id);
      if (!upload || !from.includes(upload.state)) return null;
      uploads.set(id, { ...upload, ...structuredClone(set) });
      return find((changed) => changed.id === id);
    },
  };
};
