/** What happened, told to whoever listens: mail, webhooks, metrics. Telling is not doing: nobody waits for them. */
export type Events = {
  /** `type` is a sentence in the past, such as `Job Ended`; throws `service.unavailable` when it was not taken. */
  readonly publish: (type: string, detail: Readonly<Record<string, unknown>>) => Promise<void>;
};
