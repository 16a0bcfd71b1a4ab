import type { Wish } from '../api/types.ts';

/** What this browser remembers of an upload under way, so that it goes on after a closed tab. */
export type KeptUpload = {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly lastModified: number;
  readonly partBytes: number;
  readonly partCount: number;
  readonly wish: Wish;
  readonly handle?: FileSystemFileHandle;
  /** The file itself while it is small; the browser keeps a copy. */
  readonly file?: File;
};

/** Larger files are not copied into the browser's store: a handle, or choosing the file again, serves them. */
const copiedBytes = 256_000_000;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('reelmill', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('uploads', { keyPath: 'id' });
  return settled(request);
};

const inStore = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const database = await open();
  try {
    return await settled(act(database.transaction('uploads', mode).objectStore('uploads')));
  } finally {
    database.close();
  }
};

const write = (kept: KeptUpload): Promise<unknown> => inStore('readwrite', (store) => store.put(kept));

/** A store that is full or shut keeps less, never stops the upload. */
export const keepUpload = async (kept: KeptUpload, file: File): Promise<void> => {
  const withFile = !kept.handle && file.size <= copiedBytes;
  await write(withFile ? { ...kept, file } : kept)
    .catch(() => write(kept))
    .catch(() => undefined);
};

export const forgetUpload = (id: string): Promise<unknown> =>
  inStore('readwrite', (store) => store.delete(id)).catch(() => undefined);

export const keptUploads = async (owner: string): Promise<KeptUpload[]> => {
  const all = await inStore('readonly', (store): IDBRequest<KeptUpload[]> => store.getAll()).catch(() => []);
  return all.filter((kept) => kept.owner === owner);
};

/**
 * Takes an upload for this tab alone (https://w3c.github.io/web-locks/); null when another tab has it.
 * The lock ends with the tab.
 */
export const claimUpload = (id: string): Promise<(() => void) | null> =>
  new Promise((resolve) => {
    void navigator.locks.request(`reelmill-upload-${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    });
  });
