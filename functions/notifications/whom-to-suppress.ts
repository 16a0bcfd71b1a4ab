import type { Suppression } from '#shared/ports/mail-ledger.ts';
import { type Feedback, feedback } from './schema.ts';

type Suppressed = { readonly address: string; readonly reason: Suppression };

/** SES hands on what the bouncing server wrote, which may be `Ann <ann@example.org>`. */
const bare = (recipient: string): string => /<([^<>]+)>\s*$/.exec(recipient)?.[1] ?? recipient.trim();

const judged = (said: Feedback): Suppressed[] => {
  if ('bounce' in said) {
    const { bounceType, bouncedRecipients } = said.bounce;
    if (bounceType !== 'Permanent') return [];
    return bouncedRecipients.map(({ emailAddress }) => ({ address: bare(emailAddress), reason: 'bounce' }));
  }
  const { complaintFeedbackType, complainedRecipients } = said.complaint;
  if (complaintFeedbackType === 'not-spam') return [];
  return complainedRecipients.map(({ emailAddress }) => ({ address: bare(emailAddress), reason: 'complaint' }));
};

const json = (message: string): unknown => {
  try {
    return JSON.parse(message);
  } catch {
    return null;
  }
};

/**
 * Whom one message of SES tells us not to write to again: addresses that do not exist and people who complained.
 * A full mailbox or a server that is down passes. SES also sends plain text through the topic to try it out.
 */
export const whomToSuppress = (message: string): Suppressed[] => {
  const said = feedback.safeParse(json(message));
  return said.success ? judged(said.data) : [];
};
