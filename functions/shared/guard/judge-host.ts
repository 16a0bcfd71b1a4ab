/** Domains by name; each stands for itself and all below it. A denied one is denied though it is allowed, too. */
export type DomainLists = {
  /** Empty: every domain that is not denied. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
};

export const everyDomain: DomainLists = { allow: [], deny: [] };

/**
 * Top-level names that no public site has, and that networks use within: RFC 6761 and 6762, 7686 (onion), 8375
 * (home.arpa), 9476 (alt), ICANN's internal, and what is common besides. `metadata.google.internal` is one of them.
 */
const withinNetworks: readonly string[] = [
  'localhost', 'localdomain', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'home.arpa', 'in-addr.arpa',
  'ip6.arpa', 'onion', 'alt', 'invalid', 'svc', 'consul',
]; // biome-ignore format: a list to scan

/** A name as it is compared: in ASCII and lower case, without the dot that may end it. */
export const plainName = (host: string): string => host.replace(/\.$/, '');

/** A domain of a list as it is compared; null for what is none. */
const listed = (domain: string): string | null => {
  const address = `http://${domain.trim().replace(/^\*?\./, '')}/`;
  return URL.canParse(address) ? plainName(new URL(address).hostname) : null;
};

/** Whether a name is a domain or below it, by whole labels: `evilexample.com` is not below `example.com`. */
const isWithin = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

const isAmong = (name: string, domains: readonly string[]): boolean =>
  domains.some((entry) => {
    const domain = listed(entry);
    return domain !== null && isWithin(name, domain);
  });

/** Why the lists of an installation keep a host out, or null. */
export const judgeLists = (host: string, { allow, deny }: DomainLists): string | null => {
  const name = plainName(host);
  if (isAmong(name, deny)) return 'it is on the list of denied domains';
  if (allow.length > 0 && !isAmong(name, allow)) return 'it is not on the list of allowed domains';
  return null;
};

/** Why a name cannot be a public site's, or null. What it resolves to is judged besides. */
export const judgeName = (host: string): string | null => {
  const name = plainName(host);
  const labels = name.split('.');
  if (labels.some((label) => label === '' || label.length > 63) || name.length > 253) return 'it is not a host name';
  if (withinNetworks.some((domain) => isWithin(name, domain))) return 'such names exist within a network only';
  if (labels.length < 2) return 'a name of one word exists within a network only';
  return null;
};
