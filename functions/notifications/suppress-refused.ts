import type { Log } from '#shared/log.ts';
import type { MailLedger } from '#shared/ports/mail-ledger.ts';
import { snsRecords } from './schema.ts';
import { whomToSuppress } from './whom-to-suppress.ts';

type Ports = { readonly ledger: Pick<MailLedger, 'suppress'>; readonly log: Log };

/** Turns mail off for addresses that SES reports; a report that comes twice changes nothing. */
export const suppressRefused = async (event: unknown, { ledger, log }: Ports): Promise<number> => {
  const refused = snsRecords.parse(event).Records.flatMap(({ Sns }) => whomToSuppress(Sns.Message));
  for (const { address, reason } of refused) {
    await ledger.suppress(address, reason);
    log.info('no more mail to an address', { reason });
  }
  return refused.length;
};
