import type { EngineError } from '#shared/errors.ts';

/** Browsers name HTML first when a person goes somewhere; players, pages and programs do not. */
const isVisit = (accept: string): boolean => /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(accept);

/** The page that tells a person of a lasting refusal; null where the problem is the answer. */
export const toGonePage = ({ code, status, transient }: EngineError, accept: string): string | null =>
  !transient && status < 500 && isVisit(accept) ? `/gone?because=${code}` : null;
