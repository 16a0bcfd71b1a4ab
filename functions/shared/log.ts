import { Logger } from '@aws-lambda-powertools/logger';

type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The one logger: structured JSON lines on stdout, with what `begin` was told on every line that follows. */
export type Log = {
  readonly begin: (facts: Facts) => void;
  readonly info: (message: string, facts?: Facts) => void;
  readonly error: (message: string, error: Error) => void;
};

export const createLog = (service: string): Log => {
  const logger = new Logger({ serviceName: service });
  return {
    begin: (facts) => {
      logger.resetKeys();
      logger.appendKeys(facts);
    },
    info: (message, facts = {}) => logger.info(message, facts),
    error: (message, error) => logger.error(message, error),
  };
};
