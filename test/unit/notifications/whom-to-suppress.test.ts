import { describe, expect, it } from 'vitest';
import { suppressRefused } from '#notifications/suppress-refused.ts';
import { whomToSuppress } from '#notifications/whom-to-suppress.ts';
import { silentLog } from '../../support/call.ts';
import { inMemoryMailLedger } from '../../support/fakes/mail-ledger.ts';

const bounce = (bounceType: string, ...addresses: string[]) =>
  JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      bounceType,
      bounceSubType: 'General',
      bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
    },
    mail: { messageId: '1' },
  });

const complaint = (complaintFeedbackType?: string) =>
  JSON.stringify({
    eventType: 'Complaint',
    complaint: { complaintFeedbackType, complainedRecipients: [{ emailAddress: 'ann@example.org' }] },
  });

describe('what SES reports', () => {
  it('ends mail to every address that bounced for good', () => {
    expect(whomToSuppress(bounce('Permanent', 'a@example.org', 'Bob B <b@example.org>'))).toEqual([
      { address: 'a@example.org', reason: 'bounce' },
      { address: 'b@example.org', reason: 'bounce' },
    ]);
  });

  it.each(['Transient', 'Undetermined'])('lets a %s bounce pass', (type) => {
    expect(whomToSuppress(bounce(type, 'a@example.org'))).toEqual([]);
  });

  it.each([undefined, 'abuse'])('ends mail to whoever complained (%s)', (type) => {
    expect(whomToSuppress(complaint(type))).toEqual([{ address: 'ann@example.org', reason: 'complaint' }]);
  });

  it('goes on after somebody said that it was no spam', () =>
    expect(whomToSuppress(complaint('not-spam'))).toEqual([]));

  it.each([
    'Successfully validated SNS topic for Amazon SES event publishing.',
    '{"eventType":"Delivery"}',
    'null',
    '',
  ])('has nothing to do for %j', (message) => expect(whomToSuppress(message)).toEqual([]));
});

describe('mail to an address that SES reports', () => {
  it('is turned off, however many reports come at once', async () => {
    const ledger = inMemoryMailLedger();
    const event = {
      Records: [{ Sns: { Message: complaint() } }, { Sns: { Message: bounce('Permanent', 'b@x.org') } }],
    };
    expect(await suppressRefused(event, { ledger, log: silentLog })).toBe(2);
    expect(await ledger.isSuppressed('ann@example.org')).toBe(true);
    expect(await ledger.isSuppressed('b@x.org')).toBe(true);
  });
});
