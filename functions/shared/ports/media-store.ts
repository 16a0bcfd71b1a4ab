import type { EngineError } from '../errors.ts';

export type StoredObject = {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  readonly mediaType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether the bytes can be read now; `frozen` ones must be restored from a colder class first. */
  readonly state: 'ready' | 'frozen' | 'restoring';
};

export type OpenSource = AsyncDisposable & {
  /** A loopback address that answers range requests for as long as it is open, however long the work takes. */
  readonly url: string;
  /** Why a byte that was asked for could not be had; asked after a tool that read it complains, or does not. */
  readonly failure: () => EngineError | undefined;
};

/** The media bucket, by key. Keys are made of ids and sanitised names, never of titles. */
export type MediaStore = {
  readonly head: (key: string) => Promise<StoredObject | null>;
  readonly open: (key: string) => Promise<OpenSource>;
  /** Streams a local file up in parts; resolves with what was stored. */
  readonly save: (
    path: string,
    key: string,
    about: { readonly mediaType: string; readonly signal?: AbortSignal },
  ) => Promise<{ readonly bytes: number; readonly sha256: string }>;
  readonly read: (key: string) => Promise<Uint8Array | null>;
  /**
   * Removes all versions of what lies at the place, and what was begun there part by part: everything in a folder, which
   * ends with a slash, or one object.
   * That there is nothing is no error. Answers how many objects there were.
   */
  readonly erase: (place: string) => Promise<number>;
  /** A presigned GET that a client can follow; expires after `seconds`. */
  readonly presign: (
    key: string,
    options: { readonly seconds: number; readonly fileName?: string; readonly inline?: boolean },
  ) => Promise<string>;
};
