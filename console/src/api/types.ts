/** The API's answers as the console reads them. Times are ISO 8601 in UTC, sizes bytes, durations seconds. */

export type Config = {
  readonly home: boolean;
  readonly stage: string;
  readonly authority: string;
  readonly clientId: string;
  readonly endpoints: {
    readonly authorization: string;
    readonly token: string;
    readonly endSession: string;
    readonly jwks?: string;
  };
  readonly mail: boolean;
  readonly maxUploadBytes: number;
};

type Permission = 'read' | 'write' | 'delete' | 'manage' | 'metrics' | 'work';

export type Me = {
  readonly owner: string;
  readonly name: string;
  readonly email?: string;
  readonly permissions: readonly Permission[];
  readonly defaultPreset: string | null;
};

export type PresetKind = 'video' | 'audio' | 'image' | 'ladder';

export type Preset = {
  readonly name: string;
  readonly description: string;
  readonly kind: PresetKind;
  readonly container: string;
};

export type PresetList = { readonly presets: readonly Preset[] };

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired';

export type Facts = {
  readonly seconds?: number;
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly videoCodec?: string;
  readonly audioCodec?: string;
  readonly bitrate?: number;
};

type ArtifactKind = 'video' | 'audio' | 'image' | 'playlist' | 'subtitles' | 'data';

type Artifact = {
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly facts?: Facts;
};

/** `frozen` files lie in cold storage; they are `restoring` once asked for. */
type FileState = 'ready' | 'frozen' | 'restoring';

export type LinkedArtifact = Artifact & {
  readonly state: FileState;
  /** Saves the file. */
  readonly url: string;
  /** Shows it in place; of a ladder, what a player takes. */
  readonly inlineUrl: string;
};

export type LinkedSource = {
  readonly url: string;
  readonly inlineUrl: string;
  readonly bytes: number;
  readonly mediaType: string;
};

export type ArtifactLinks = {
  readonly artifacts: readonly LinkedArtifact[];
  /** What it was made from, while that is there. */
  readonly source: LinkedSource | null;
  readonly expiresAt: string;
};

export type Restoration = { readonly readyWithinHours: number };

export type JobError = {
  readonly code: string;
  readonly message: string;
  /** What a person can do about it. */
  readonly advice: string;
  /** Whether a retry may end better although nothing else has changed. */
  readonly retryable: boolean;
};

export type JobKind = 'transcode' | 'download' | 'look' | 'batch';

export type Job = {
  readonly id: string;
  readonly kind: JobKind;
  readonly owner: string;
  readonly name: string;
  readonly state: JobState;
  readonly attempt: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly progress: {
    readonly percent?: number;
    readonly stage: string;
    readonly speed?: number;
    readonly bytes?: number;
    readonly totalBytes?: number;
    readonly bytesPerSecond?: number;
    readonly etaSeconds?: number;
    readonly why?: string;
    readonly until?: string;
    readonly at: string;
  };
  readonly artifacts: readonly Artifact[];
  readonly notes: readonly string[];
  readonly error?: JobError;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** The batch that it is an item of. */
  readonly parent?: { readonly id: string; readonly index: number };
  /** Of a batch, once it is known what belongs to it. */
  readonly batch?: { readonly items: number; readonly refused: number };
  /** Its files are copies of an earlier job's. */
  readonly cached?: boolean;
  readonly retentionSeconds: number | null;
  readonly expiresAt?: string;
};

/** What the page of a link may know. */
export type AboutLink = { readonly fileName: string; readonly expiresAt: string };

export type JobPage = { readonly jobs: readonly Job[]; readonly cursor: string | null };

export type LogLine = { readonly at: string; readonly step: string; readonly line: string };
export type LogPage = { readonly lines: readonly LogLine[]; readonly cursor: string | null };

type SignedPart = { readonly number: number; readonly url: string };
type ArrivedPart = { readonly number: number; readonly etag: string; readonly bytes: number };

export type UploadPlan = {
  readonly id: string;
  readonly key: string;
  readonly partBytes: number;
  readonly partCount: number;
  readonly parts: readonly SignedPart[];
};

export type UploadParts = { readonly parts: readonly SignedPart[]; readonly arrived: readonly ArrivedPart[] };
export type UploadRecord = {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: 'open' | 'completed' | 'aborted' | 'erased';
  readonly job?: string;
};
export type UploadPage = { readonly uploads: readonly UploadRecord[] };
export type CompletedUpload = { readonly upload: UploadRecord; readonly job: Job | null };
export type Wish = { readonly preset: string; readonly email?: string };
export type NewUpload = {
  readonly fileName: string;
  readonly bytes: number;
  readonly mediaType?: string;
  readonly then?: Wish;
};

type TranscodeSource =
  | { readonly upload: string }
  | { readonly key: string }
  | { readonly job: string; readonly artifact: string };

export type NewTranscode = Partial<Wish> & { readonly source: TranscodeSource };

export type NewProfile = { readonly defaultPreset: string | null };

export type Message = {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly at: string;
  readonly text: string;
  readonly html: string | null;
};
export type MessageList = { readonly mails: readonly Message[] };
