import type { Upload } from '../upload.ts';
import type { Idempotency, Page } from './jobs.ts';

export type UploadedPart = {
  readonly number: number;
  readonly etag: string;
  readonly bytes: number;
  /** Base64; where it was sent with it. */
  readonly sha256?: string;
};

/** A conditional write: `set` only while the record is in one of `from`. A refused write is an answer, not an error. */
export type UploadChange = { readonly from: readonly Upload['state'][]; readonly set: Partial<Upload> };

/** Records of uploads, by id and by the key their bytes lie at. */
export type UploadTable = {
  /**
   * Writes the record. The same idempotency key and hash gives the first one back; with another hash it throws
   * `idempotency.conflict`.
   */
  readonly create: (upload: Upload, idempotency?: Idempotency) => Promise<{ upload: Upload; repeated: boolean }>;
  /** The one record of an object that was put straight into the store: this, unless its key has one already. */
  readonly adopt: (upload: Upload) => Promise<Upload>;
  readonly get: (id: string) => Promise<Upload | null>;
  readonly byKey: (key: string) => Promise<Upload | null>;
  /** Newest first. */
  readonly list: (
    owner: string,
    options: {
      readonly states?: readonly Upload['state'][];
      /** ISO instant, inclusive. */
      readonly since?: string;
      readonly cursor?: string;
      readonly limit: number;
    },
  ) => Promise<Page<Upload>>;
  /** The record as it now is, or null when the change was refused. */
  readonly apply: (id: string, change: UploadChange) => Promise<Upload | null>;
};

type PartSum = { readonly number: number /** SHA-256, base64. */; readonly sha256: string };

/** The sums that parts were signed with, for as long as an upload may be open: not every store tells them again. */
export type PartSums = {
  readonly keep: (upload: string, sums: readonly PartSum[]) => Promise<void>;
  /** By the number of the part; of one that was signed again, the last. */
  readonly of: (upload: string) => Promise<ReadonlyMap<number, string>>;
};

/** S3 multipart uploads that a client fills by presigned URLs. */
export type MultipartStore = {
  readonly begin: (
    key: string,
    about: {
      readonly mediaType: string;
      readonly metadata: Readonly<Record<string, string>>;
      /** `sha256`: each part is signed with its own; `crc32`: the whole is checked when it is completed. */
      readonly checksum?: 'sha256' | 'crc32';
    },
  ) => Promise<string>;
  /** `sha256` is base64; the client sends it as `x-amz-checksum-sha256`, which is signed. */
  readonly signPart: (
    key: string,
    uploadId: string,
    part: { readonly number: number; readonly sha256?: string },
  ) => Promise<string>;
  readonly parts: (key: string, uploadId: string) => Promise<UploadedPart[]>;
  /** Joins the parts. An upload that is no longer open is `upload.closed`. */
  readonly complete: (
    key: string,
    uploadId: string,
    parts: readonly { readonly number: number; readonly etag: string; readonly sha256?: string }[],
    whole: { readonly crc32?: string },
  ) => Promise<void>;
  readonly abort: (key: string, uploadId: string) => Promise<void>;
};
