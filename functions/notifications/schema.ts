import * as z from 'zod';

/** What the bus says when a job has ended; everything else is read from its record. */
export const jobEnded = z.object({
  detail: z.object({ id: z.uuidv7(), attempt: z.int().positive() }),
});
export type JobEnded = z.infer<typeof jobEnded>;

const recipients = z.array(z.object({ emailAddress: z.string() }));

/**
 * What SES says about a mail that did not arrive as it should. Identity notifications name their kind
 * `notificationType`, configuration set events `eventType`; the rest is the same.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
 */
export const feedback = z.union([
  z.object({ bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients }) }),
  z.object({
    complaint: z.object({ complaintFeedbackType: z.string().optional(), complainedRecipients: recipients }),
  }),
]);
export type Feedback = z.infer<typeof feedback>;

export const snsRecords = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });
