import type { Page } from './jobs.ts';

export const webhookTypes = ['job.succeeded', 'job.failed', 'job.canceled'] as const;
/** `webhook.test` is sent by hand, whatever an endpoint has chosen. */
export type WebhookType = (typeof webhookTypes)[number] | 'webhook.test';

/** Where an owner is told what became of jobs. */
export type WebhookEndpoint = {
  /** A UUID, or `default-{owner}` for what stands behind addresses that requests name. */
  readonly id: string;
  readonly owner: string;
  /** Absent of the default. */
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly types: readonly (typeof webhookTypes)[number][];
  /** Whether it is told of all jobs of its owner, or of those that name it. */
  readonly jobs: 'all' | 'named';
  readonly enabled: boolean;
  readonly createdAt: string;
  /** Since when nothing has got through; absent while all does. */
  readonly failingSince?: string | undefined;
  /** When and why the engine itself turned it off. */
  readonly turnedOff?: { readonly at: string; readonly why: string } | undefined;
};

export type WebhookChange = Partial<Omit<WebhookEndpoint, 'id' | 'owner' | 'createdAt'>>;

/** A secret beside which the one before still signs, until then. */
export type Overlap = { readonly secret: string; readonly until: Date };

export type WebhookEndpoints = {
  /** Writes it once; false when it is there. */
  readonly create: (endpoint: WebhookEndpoint, secret: string) => Promise<boolean>;
  readonly get: (id: string) => Promise<WebhookEndpoint | null>;
  /** Newest first, without the default. */
  readonly list: (owner: string) => Promise<WebhookEndpoint[]>;
  /** `undefined` removes a value; null when there is no such endpoint. */
  readonly change: (id: string, change: WebhookChange) => Promise<WebhookEndpoint | null>;
  readonly remove: (id: string) => Promise<void>;
  /** All secrets that sign at that time, the newest first; none when there is no such endpoint. */
  readonly secrets: (id: string, now: Date) => Promise<readonly string[]>;
  readonly rotate: (id: string, overlap: Overlap) => Promise<void>;
};

/** Whose an endpoint is, for those that start jobs; null when there is none. */
export type WebhookOwners = { readonly ownerOf: (id: string) => Promise<string | null> };

export type WebhookAttempt = {
  readonly at: string;
  readonly milliseconds: number;
  /** What it answered; absent when there was no answer. */
  readonly status?: number | undefined;
  /** Why there was no answer. */
  readonly error?: string | undefined;
  /** The beginning of its body. */
  readonly response?: string | undefined;
};

/** One message for one endpoint, and what became of it. */
export type WebhookDelivery = {
  /** Made from what it tells and whom, so that an event that comes twice is one; UUIDv7. */
  readonly id: string;
  readonly endpoint: string;
  readonly owner: string;
  readonly url: string;
  readonly type: WebhookType;
  /** Absent of a test. */
  readonly job?: string | undefined;
  /** What is sent, each time the very same. */
  readonly body: string;
  readonly createdAt: string;
  readonly state: 'pending' | 'delivered' | 'failed';
  /** How often it was tried in all, and how often before it was last begun anew. */
  readonly tried: number;
  readonly triedBefore: number;
  /** The last of its attempts, in order. */
  readonly attempts: readonly WebhookAttempt[];
  readonly nextAt?: string | undefined;
  /** Why it was given up. */
  readonly why?: string | undefined;
};

export type DeliveryChange = Partial<
  Pick<WebhookDelivery, 'state' | 'tried' | 'triedBefore' | 'attempts' | 'nextAt' | 'why'>
>;

/** The log of what was sent; it forgets after thirty days. */
export type WebhookDeliveries = {
  /** Writes it once; what is there already otherwise. */
  readonly create: (delivery: WebhookDelivery) => Promise<WebhookDelivery>;
  readonly get: (endpoint: string, id: string) => Promise<WebhookDelivery | null>;
  /** Newest first. */
  readonly page: (
    endpoint: string,
    options: { readonly cursor?: string | undefined; readonly limit: number },
  ) => Promise<Page<WebhookDelivery>>;
  /** `undefined` removes a value; null when it is no longer as it was read. */
  readonly change: (read: WebhookDelivery, change: DeliveryChange) => Promise<WebhookDelivery | null>;
};

/** One try that is due: of a delivery that was tried so often. */
export type DueTry = { readonly endpoint: string; readonly delivery: string; readonly tried: number };

export type WebhookQueue = { readonly send: (due: DueTry, seconds: number) => Promise<void> };

/** What a receiver answered, or why it could not be asked. */
export type Posted =
  | { readonly status: number; readonly response: string }
  /** The guard forbids its address. */
  | { readonly refused: string }
  | { readonly failed: string };

export type Post = (
  url: URL,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<Posted>;
