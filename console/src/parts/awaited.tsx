import type { ReactNode } from 'react';
import { sayError } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Loading } from './loading.tsx';
import { Notice } from './notice.tsx';

/** What a page asked the API for, as the query client has it. */
export type Asked<T> = {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
};

type Props<T> = {
  readonly asked: Asked<T>;
  /** Of what it is, as it stands in a sentence: `the jobs`. */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
  /** Shown instead when there is an answer, but nothing in it; null when there is something. */
  readonly empty?: (data: T) => ReactNode;
  /** Shown instead of the usual words for an error; null for those. */
  readonly refused?: (error: Error) => ReactNode;
  /** It is all that the page has: a title in it is the page's. */
  readonly isPage?: boolean;
  /** How many rows the answer usually has. */
  readonly rows?: number;
};

const begin = (what: string): string => what.charAt(0).toUpperCase() + what.slice(1);

/** An answer, or what stands in its place: it is loading, could not be loaded, is empty. */
export const Awaited = <T,>({ asked, what, children, empty, refused, isPage = false, rows = 3 }: Props<T>) => {
  const { data, error, refetch } = asked;
  if (data !== undefined) return empty?.(data) ?? children(data);
  if (!error) return <Loading what={what} rows={rows} />;
  return (
    refused?.(error) ?? (
      <Notice
        isPage={isPage}
        icon="alert"
        tone="alarm"
        title={`${begin(what)} could not be loaded`}
        actions={
          <Button icon="retry" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {sayError(error)}
      </Notice>
    )
  );
};
