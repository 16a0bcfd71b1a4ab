import ipaddr from 'ipaddr.js';

/**
 * Ranges that are the API's to judge: what is public, this machine, which an installation at home may allow, and what
 * a network translates to addresses of the other kind.
 */
const mayBeFetched: readonly string[] = ['unicast', 'loopback', 'rfc6052'];

/** Whether a host is an IP address that no public site has; names are not looked up here. */
export const isPrivateAddress = (hostname: string): boolean => {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(literal) && !mayBeFetched.includes(ipaddr.process(literal).range());
};
