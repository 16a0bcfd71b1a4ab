import type { ServerResponse } from 'node:http';

/** The answer to a preflight: no other origin may call, which a browser reads from the headers that are not there. */
export const allowNobody = (response: ServerResponse): void => {
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
};
