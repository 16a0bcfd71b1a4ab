import type { IncomingMessage } from 'node:http';

/**
 * What is meant for the next hop alone (RFC 9110 §7.6.1), or tells of the hops before; `expect` is answered here, and
 * transfer-encoding is set anew.
 */
const dropped: ReadonlySet<string> = new Set([
  'connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'proxy-authentication-info',
  'te', 'trailer', 'transfer-encoding', 'upgrade', 'http2-settings', 'expect', 'via', 'forwarded', 'x-forwarded-for',
  'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip',
]); // biome-ignore format: a list to scan

const namedByConnection = ({ headers }: IncomingMessage): string[] =>
  (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());

/** The headers of a message for the next hop, as names and values in turn, in their order and case. */
export const headersOnward = (message: IncomingMessage, but: readonly string[] = []): string[] => {
  const out = new Set([...dropped, ...namedByConnection(message), ...but]);
  const { rawHeaders } = message;
  return rawHeaders.flatMap((word, index) =>
    index % 2 === 0 && !out.has(word.toLowerCase()) ? [word, rawHeaders[index + 1] ?? ''] : [],
  );
};

export const isChunked = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined;
