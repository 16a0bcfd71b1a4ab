import { EngineError, type ErrorCode } from '#shared/errors.ts';
import type { Sites } from '#shared/ports/sites.ts';

export type Turned = { readonly url: string; readonly refusedAs: ErrorCode | undefined };

/** Lets everybody in at once, remembers how each turn ended, and closes for the hosts that it is told to close for. */
export const inMemorySites = (): Sites & { readonly turns: Turned[]; readonly close: (host: string) => void } => {
  const turns: Turned[] = [];
  const closed = new Set<string>();
  return {
    turns,
    close: (host) => void closed.add(host),
    enter: async (url, signal) => {
      signal.throwIfAborted();
      const { host } = new URL(url);
      if (closed.has(host))
        throw new EngineError('source.busy', `${host} is left in peace for now`, { retryAfterSeconds: 60 });
      let isOver = false;
      return {
        end: async (refusedAs) => {
          if (!isOver) turns.push({ url, refusedAs });
          isOver = true;
        },
      };
    },
  };
};
