import type { Upload } from '../upload.ts';
import type { Page } from './jobs.ts';

export type UploadedPart = {
  readonly number: number;
  readonly etag: string;
  readonly bytes: number;
  /** Base64; where it was sent with it. */
  readonly sha256?: string;
};

/** Records of uploads, by id and by the key their bytes go to. */
export type UploadTable = {
  readonly create: (upload: Upload) => Promise<void>;
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
  /** Moves it on only from `open`; false when it already was. */
  readonly close: (id: string, state: 'completed' | 'aborted', job?: string) => Promise<boolean>;
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
