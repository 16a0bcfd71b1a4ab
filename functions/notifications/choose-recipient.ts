import type { Job } from '#shared/job.ts';
import { type Allowed, recipientOf } from '#shared/may-mail.ts';
import type { Directory } from '#shared/ports/directory.ts';
import type { MailLedger } from '#shared/ports/mail-ledger.ts';

type Ports = { readonly directory: Directory; readonly ledger: Pick<MailLedger, 'isSuppressed'> };

/** Null for nobody; `aside` says why it is not who was asked for, as a line of a log and of the mail alike. */
export type Chosen = { readonly to: string | null; readonly aside: string | null };

const whyNot = {
  'no address': 'the owner of this job has no verified address',
  'not verified': 'the address that the job names may not be written to from here',
  'not allowed': 'the address that the job names may not be written to from here',
} as const;

/** Whom to write to if `asked` is the wish; a reason where that cannot be. */
const reach = async (
  asked: string | undefined,
  verified: string | null,
  allowed: Allowed,
  { ledger }: Ports,
): Promise<{ readonly to: string } | { readonly why: string }> => {
  const verdict = recipientOf({ asked, verified }, allowed);
  if ('refused' in verdict) return { why: whyNot[verdict.refused] };
  if (!(await ledger.isSuppressed(verdict.to))) return verdict;
  const whose = asked === undefined ? "the owner's address" : 'the address that the job names';
  return { why: `mail to ${whose} came back or was complained about` };
};

/**
 * What a request may name is checked when it is made; what holds at the end decides. Where the address has fallen
 * under the rule since, or has bounced, the owner is told instead.
 */
export const chooseRecipient = async (
  { owner, email }: Pick<Job, 'owner' | 'email'>,
  allowed: Allowed,
  ports: Ports,
): Promise<Chosen> => {
  const verified = (await ports.directory.find(owner))?.verifiedEmail ?? null;
  const wanted = await reach(email, verified, allowed, ports);
  if ('to' in wanted) return { to: wanted.to, aside: null };
  if (email === undefined) return { to: null, aside: wanted.why };
  const own = await reach(undefined, verified, allowed, ports);
  if ('to' in own) return { to: own.to, aside: `${wanted.why}; its owner was told instead` };
  return { to: null, aside: `${wanted.why}, and ${own.why}` };
};
