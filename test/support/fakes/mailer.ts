import { EngineError } from '#shared/errors.ts';
import type { Mailer, Message } from '#shared/ports/mailer.ts';

/** Keeps what was sent; refuses the first `outages` mails as a service that is down does. */
export const inMemoryMailer = (outages = 0): Mailer & { readonly sent: readonly Message[] } => {
  const sent: Message[] = [];
  const state = { outages };
  return {
    sent,
    send: async (message) => {
      if (state.outages-- > 0) throw new EngineError('service.unavailable', 'the mail service did not answer');
      sent.push(message);
    },
  };
};
