import { judgeAddress } from './judge-address.ts';
import { literalAddress } from './judge-url.ts';
import type { LoopbackAllowance } from './loopback.ts';

/** Every address of a name, as one look-up gives them; rejects when there is none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

type Asked = {
  /** As a URL has it: a name, an IPv4 address, or an IPv6 address in brackets. */
  readonly host: string;
  readonly port: number;
  readonly resolve: Resolve;
  readonly allowLoopback?: LoopbackAllowance;
};

export type Judged =
  | { readonly addresses: readonly string[] }
  /** Why no connection may be made. */
  | { readonly refused: string };

/**
 * Looks a name up once and judges every answer: one bad answer refuses the name, for a name with a public and a private
 * address is how a private one is reached at the second try. Connect to what comes back, and never look up again: the
 * next answer may be another.
 */
export const judgedAddresses = async ({ host, port, resolve, allowLoopback = false }: Asked): Promise<Judged> => {
  const literal = literalAddress(host);
  const addresses = literal === null ? await resolve(host) : [literal];
  for (const address of addresses) {
    const why = judgeAddress(address, { port, allowLoopback });
    if (why !== null) return { refused: literal === null ? `it leads to ${address}: ${why}` : why };
  }
  return addresses.length > 0 ? { addresses } : { refused: 'it leads nowhere' };
};
