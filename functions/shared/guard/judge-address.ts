import ipaddr from 'ipaddr.js';
import { type LoopbackAllowance, mayReachLoopback } from './loopback.ts';

type Target = {
  readonly port: number;
  readonly allowLoopback?: LoopbackAllowance;
};

/**
 * Where clouds answer for their machines, by the address that each documents. Most lie in ranges that are refused anyway;
 * they are named so that a refusal says what it was. Azure's is an address like any other, and only the list keeps it.
 */
const metadataServices: ReadonlySet<string> = new Set([
  '169.254.169.254', // AWS, Google, Azure, Oracle, DigitalOcean, OpenStack
  '169.254.170.2', // credentials of ECS and Fargate tasks
  '169.254.170.23', // credentials of EKS pods
  '169.254.0.23', // Tencent
  '169.254.42.42', // Scaleway
  '168.63.129.16', // Azure's wire server
  '100.100.100.200', // Alibaba
  '192.0.0.192', // Oracle, classic
  'fd00:ec2::254', // AWS
  'fd00:ec2::23', // EKS pods
  'fd00:42::42', // Scaleway
  'fd20:ce::254', // Google
  'fe80::a9fe:a9fe', // OpenStack
]);

const names: Readonly<Record<string, string>> = {
  unspecified: 'stands for this host or network',
  private: 'private',
  uniqueLocal: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
  deprecatedSiteLocal: 'site-local',
  carrierGradeNat: 'shared by a carrier behind its NAT',
  multicast: 'multicast',
  broadcast: 'broadcast',
  '6to4': 'a 6to4 tunnel',
  teredo: 'a Teredo tunnel',
};

const bytesOf = (address: ipaddr.IPv4 | ipaddr.IPv6): number[] => address.toByteArray();

const lastFour = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(bytesOf(address).slice(12));

/** RFC 5214 §6.1: an interface identifier of 0000:5efe or 0200:5efe is followed by an IPv4 address. */
const isIsatap = ({ parts }: ipaddr.IPv6): boolean => ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe;

const wellKnownNat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

const judge4 = (address: ipaddr.IPv4): string | null => {
  const range = address.range();
  return range === 'unicast' ? null : (names[range] ?? 'set aside for special purposes');
};

/**
 * What an IPv4 packet would be made of is judged as IPv4: mapped (RFC 4291) and the well-known NAT64 prefix (RFC 6052),
 * by which an IPv6-only network reaches IPv4. Tunnels are refused whatever they hold, for no site is served by one: 6to4
 * (RFC 7526), Teredo, ISATAP, IPv4-compatible; NAT64 prefixes of a network's own (RFC 8215) lead into that network.
 */
const judge6 = (address: ipaddr.IPv6): string | null => {
  if (address.isIPv4MappedAddress()) return judge4(lastFour(address));
  if (address.match(wellKnownNat64)) return judge4(lastFour(address));
  const range = address.range();
  if (range !== 'unicast') return names[range] ?? 'set aside for special purposes';
  if (!address.match(globalUnicast)) return 'outside of what is given out as public (2000::/3)';
  return isIsatap(address) ? 'an ISATAP tunnel' : null;
};

/** The IPv4 address that a packet would go to, or the IPv6 one. */
const innermost = (address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 =>
  address instanceof ipaddr.IPv6 && (address.isIPv4MappedAddress() || address.match(wellKnownNat64))
    ? lastFour(address)
    : address;

/** In hexadecimal alone, by the parser of URLs: ipaddr.js takes `::1.2.3.4` for the mapped `::ffff:1.2.3.4`. */
const plain6 = (text: string): string | null => {
  const url = `http://[${text.replace(/%.*$/, '')}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : null;
};

const parsed = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | null => {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  const plain = text.includes(':') ? plain6(text) : null;
  return plain === null ? null : ipaddr.IPv6.parse(plain);
};

/**
 * Why no connection may be made to an IP address, or null when it may: only to one that is globally reachable by IANA's
 * registries of special-purpose addresses (RFC 6890, as updated), and to no metadata service of a cloud.
 */
export const judgeAddress = (text: string, { port, allowLoopback = false }: Target): string | null => {
  const address = parsed(text);
  if (!address) return 'not an IP address';
  const meant = innermost(address);
  if (metadataServices.has(meant.toString())) return 'the metadata service of a cloud';
  const isLoopback = meant.range() === 'loopback';
  if (isLoopback && mayReachLoopback(port, allowLoopback)) return null;
  return address instanceof ipaddr.IPv4 ? judge4(address) : judge6(address);
};
