import { EngineError } from './errors.ts';
import { type Allowed, recipientOf, whoMayBeMailed } from './may-mail.ts';
import type { Directory } from './ports/directory.ts';
import type { MailLedger } from './ports/mail-ledger.ts';

export type AddressPorts = {
  readonly directory: Directory;
  readonly ledger: Pick<MailLedger, 'isSuppressed'>;
  readonly mailAllowed: Allowed;
};

type Asked = {
  readonly email: string | undefined;
  readonly owner: string;
  /** Where in the request it stands. */
  readonly field: string;
};

/** Refuses an address that no mail could go to when the work is done, while somebody is there to name another. */
export const refuseAddress = async ({ email, owner, field }: Asked, ports: AddressPorts): Promise<void> => {
  if (email === undefined) return;
  const refuse = (why: string) => new EngineError('request.invalid', `${field}: ${why}`, { field });
  const verified = (await ports.directory.find(owner))?.verifiedEmail ?? null;
  const verdict = recipientOf({ asked: email, verified }, ports.mailAllowed);
  if ('refused' in verdict)
    throw refuse(`mail may not go to ${email}, but to ${whoMayBeMailed(verified, ports.mailAllowed)}`);
  if (await ports.ledger.isSuppressed(verdict.to))
    throw refuse(`mail to ${email} came back or was complained about, so none goes there; name another address`);
};
