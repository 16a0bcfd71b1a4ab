export type Message = {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands mail to whoever delivers it; throws `service.unavailable` when it was not taken. */
export type Mailer = { readonly send: (message: Message) => Promise<void> };
