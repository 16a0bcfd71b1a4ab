import type { UploadedPart } from './uploads.ts';

/** A multipart upload that was begun at a key. */
export type OpenUpload = { readonly key: string; readonly id: string };

/** Objects that go up part by part while the file that they are made of still grows. */
export type GrowingObjects = {
  readonly begin: (key: string, about: { readonly mediaType: string }) => Promise<OpenUpload>;
  /** Every part but the last has 5 MiB at least. */
  readonly put: (
    upload: OpenUpload,
    part: { readonly number: number; readonly body: Uint8Array; readonly signal?: AbortSignal },
  ) => Promise<UploadedPart>;
  /** Those that have arrived, in their order; of an upload that is no longer open `upload.closed`. */
  readonly parts: (upload: OpenUpload) => Promise<UploadedPart[]>;
  /** Makes an object of the parts, and forgets the others; that they are one already is no error. */
  readonly complete: (upload: OpenUpload, parts: readonly UploadedPart[]) => Promise<void>;
  readonly abort: (upload: OpenUpload) => Promise<void>;
  /** The object that is there now; earlier versions go when the bucket forgets them. */
  readonly remove: (key: string) => Promise<void>;
};
