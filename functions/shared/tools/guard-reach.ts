import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, isIPv6, type LookupFunction, type Socket } from 'node:net';
import { literalAddress } from '#shared/guard/judge-url.ts';
import { judgedAddresses, type Resolve } from '#shared/guard/judged-addresses.ts';
import type { LoopbackAllowance } from '#shared/guard/loopback.ts';

export type Reach = {
  /** As a URL has it; IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
};

export type ReachOptions = {
  /** @default the resolver of this machine */
  readonly resolve?: Resolve;
  readonly allowLoopback?: LoopbackAllowance;
  /**
   * A proxy that the administrator has set, `http://user:password@host:port`, through which everything goes out. It is
   * asked for the judged address, not for the name: a second look-up, in its network, could end elsewhere.
   */
  readonly via?: string;
};

/** How it went: a socket to a judged address, or why there is none. */
export type Reached =
  | { readonly socket: Socket }
  | { readonly refused: string }
  | { readonly failed: string; readonly status: 502 | 504 };

const patienceMs = 20_000;
/** An address that has not answered by then is given up for the next one. */
const patienceAnAddressMs = 3_000;

const byThisMachine: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** Gives out the judged addresses where Node would look a name up. */
const lookupOf = (addresses: readonly string[]): LookupFunction => {
  const answers = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, { all }, answer) => {
    const [first] = answers;
    if (all || !first) answer(null, answers);
    else answer(null, first.address, first.family);
  };
};

/** One connection to whichever of the addresses answers, in turn. */
const toOneOf = async (addresses: readonly string[], { host, port }: Reach, signal: AbortSignal): Promise<Socket> => {
  const socket = connect({
    host: literalAddress(host) ?? host,
    port,
    lookup: lookupOf(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: patienceAnAddressMs,
  });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (error) {
    socket.on('error', () => {}).destroy();
    throw error;
  }
};

const bracketed = (address: string): string => (isIPv6(address) ? `[${address}]` : address);

const credentials = ({ username, password }: URL): Record<string, string> => {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return username ? { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` } : {};
};

const through = async (proxy: URL, authority: string, signal: AbortSignal): Promise<Socket> => {
  const asking = request({
    method: 'CONNECT',
    host: literalAddress(proxy.hostname) ?? proxy.hostname,
    port: Number(proxy.port || 80),
    path: authority,
    headers: { host: authority, ...credentials(proxy) },
    agent: false,
  }).end();
  try {
    const [answer, socket, head] = (await once(asking, 'connect', { signal })) as [IncomingMessage, Socket, Buffer];
    if (answer.statusCode !== 200) throw new Error(`the egress proxy answered ${answer.statusCode}`);
    socket.unshift(head);
    return socket;
  } catch (error) {
    asking.on('error', () => {}).destroy();
    throw error;
  }
};

const throughOneOf = async (via: string, addresses: readonly string[], { port }: Reach, signal: AbortSignal) => {
  let failure: unknown;
  for (const address of addresses.slice(0, 3)) {
    try {
      return await through(new URL(via), `${bracketed(address)}:${port}`, signal);
    } catch (error) {
      failure = error;
      if (signal.aborted) break;
    }
  }
  throw failure;
};

const withinTime = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([work, once(signal, 'abort').then(() => Promise.reject(signal.reason))]);

const failureOf = (error: unknown, { aborted }: AbortSignal): Reached => {
  const { code, message } = error as NodeJS.ErrnoException;
  return aborted ? { failed: 'no answer in time', status: 504 } : { failed: code ?? message, status: 502 };
};

/** Looks a host up, judges it and connects to it, or says why not; nothing is thrown. */
export const reacher =
  ({ resolve = byThisMachine, allowLoopback = false, via }: ReachOptions) =>
  async (reach: Reach): Promise<Reached> => {
    const { host, port } = reach;
    const signal = AbortSignal.any([reach.signal, AbortSignal.timeout(patienceMs)]);
    try {
      const judged = await withinTime(judgedAddresses({ host, port, resolve, allowLoopback }), signal);
      if ('refused' in judged) return judged;
      const { addresses } = judged;
      const socket = await (via ? throughOneOf(via, addresses, reach, signal) : toOneOf(addresses, reach, signal));
      return { socket };
    } catch (error) {
      return failureOf(error, signal);
    }
  };
