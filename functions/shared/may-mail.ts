/** Addresses and whole domains that this installation may write to besides its own users. */
export type Allowed = { readonly addresses: readonly string[]; readonly domains: readonly string[] };

type Recipient = {
  /** What the job asked for; absent for the owner's own. */
  readonly asked?: string | undefined;
  /** The owner's address as the directory has verified it; null when there is none. */
  readonly verified: string | null;
};

export type Verdict = { readonly to: string } | { readonly refused: 'no address' | 'not verified' | 'not allowed' };

/** An address as it is compared and stored; only the domain is case-blind by RFC 5321, mailboxes are so in practice. */
const normalAddress = (address: string): string => address.trim().toLowerCase();

/** One setting, addresses and domains by comma: `ops@example.com, @example.org`. */
export const parseAllowed = (setting: string): Allowed => {
  const entries = setting.split(',').map(normalAddress).filter(Boolean);
  return {
    addresses: entries.filter((entry) => !entry.startsWith('@')),
    domains: entries.filter((entry) => entry.startsWith('@')).map((entry) => entry.slice(1)),
  };
};

const isAllowed = (address: string, { addresses, domains }: Allowed): boolean =>
  addresses.map(normalAddress).includes(address) ||
  domains.map(normalAddress).includes(address.slice(address.lastIndexOf('@') + 1));

/**
 * Whom a mail about a job may go to: the owner's verified address, or one that the installation allows. A signed-in
 * user could otherwise make us write to strangers in our name.
 */
export const recipientOf = ({ asked, verified }: Recipient, allowed: Allowed): Verdict => {
  const own = verified === null ? null : normalAddress(verified);
  if (asked === undefined) return own === null ? { refused: 'no address' } : { to: own };
  const wanted = normalAddress(asked);
  if (wanted === own || isAllowed(wanted, allowed)) return { to: wanted };
  return { refused: own === null ? 'not verified' : 'not allowed' };
};

/** `ann@example.org (your own), ops@example.com, any address at partner.example`: what may be asked for instead. */
export const whoMayBeMailed = (verified: string | null, { addresses, domains }: Allowed): string => {
  const own = verified === null ? 'your own address once it is verified' : `${normalAddress(verified)} (your own)`;
  return [own, ...addresses, ...domains.map((domain) => `any address at ${domain}`)].join(', ');
};
