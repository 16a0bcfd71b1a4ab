import { EngineError } from '#shared/errors.ts';

/** What a guard proxy let through and what not, while one tool runs. */
export type GuardLedger = {
  /** Each host that was refused, once, with the reason. */
  readonly refused: readonly string[];
  readonly bytes: () => number;
  readonly isOver: () => boolean;
  readonly refuse: (host: string, why: string) => void;
  /** Counts what a site sent; tells whether it was more than may come. */
  readonly count: (bytes: number) => boolean;
  readonly hearPause: (host: string, seconds: number) => void;
  /** How long each host last asked to be left alone, as far as it could be heard: nobody reads within TLS. */
  readonly pauses: () => ReadonlyMap<string, number>;
  /** What the failure of a run that came through here is to be told as; null when nothing was refused. */
  readonly failure: () => EngineError | null;
};

/** A hostile page can name any number of hosts. */
const mostKept = 50;

export const guardLedger = (maxBytes: number, log: (line: string) => void): GuardLedger => {
  const refused: string[] = [];
  let bytes = 0;
  const pauses = new Map<string, number>();
  const isOver = () => bytes > maxBytes;
  return {
    refused,
    isOver,
    bytes: () => bytes,
    hearPause: (host, seconds) => {
      if (pauses.size < mostKept) pauses.set(host, seconds);
    },
    pauses: () => pauses,
    refuse: (host, why) => {
      const line = `${host}: ${why}`;
      if (refused.length >= mostKept || refused.includes(line)) return;
      refused.push(line);
      log(`refused ${line}`);
    },
    count: (more) => {
      bytes += more;
      return isOver();
    },
    failure: () => {
      if (isOver())
        return new EngineError(
          'source.too-large',
          `the site sent more than the ${maxBytes} bytes that this job may fetch`,
        );
      if (refused.length === 0) return null;
      const message = `the site leads to what is not fetched: ${refused.slice(0, 3).join('; ')}`;
      return new EngineError('source.forbidden', message, { field: 'url' });
    },
  };
};
