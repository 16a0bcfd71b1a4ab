import type * as z from 'zod';
import type { Caller, Permission } from './caller.ts';
import type { EngineError } from './errors.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A limit besides the caller's own: at most `count` calls within `seconds`, counted by address or key. */
export type Limit = { readonly name: string; readonly count: number; readonly seconds: number };

/** What a handler answers; `serve.ts` turns it into HTTP. */
export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  /** Sent as it is, in place of a body; the headers say of which media type it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[];
};

type Parsed<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

export type Request<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
> = {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly caller: Caller;
  readonly now: Date;
  /** The validated `Idempotency-Key`, bound to this caller and route by a hash of the body; only where `repeatable`. */
  readonly idempotency: { readonly key: string; readonly requestHash: string } | undefined;
  /** Seconds the caller is willing to wait (`Prefer: wait=N`, RFC 7240), 0 to 25; 0 where the route does not wait. */
  readonly waitSeconds: number;
  /** Where this installation is reached, without a slash at the end. */
  readonly origin: string;
};

/** An endpoint as a value: the gateway, permissions, limits and the OpenAPI document all read it. */
export type Route<
  Ports = never,
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
> = {
  readonly method: Method;
  /** With `{name}` for each path parameter. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  /** The permission it takes; `open` takes none and no identity. */
  readonly allows: Permission | 'open';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Which kind of call it is counted as; reads of one's own jobs and what workers ask count apart from the rest. */
  readonly counts?: 'reads' | 'work';
  readonly limit?: Limit;
  /** That it heeds an `Idempotency-Key`. */
  readonly repeatable?: true;
  /**
   * That it heeds `Prefer: wait=N`, and answers with the end of the work that it started; a number is how many seconds it
   * waits for those who do not say.
   */
  readonly waits?: true | number;
  /** How large a body may be. @default 1,000,000 */
  readonly bodyBytes?: number;
  /** The page of ours on which whoever follows it in a browser reads why it was refused; null for the problem. */
  readonly refusalPage?: (error: EngineError, accept: string) => string | null;
  /** Of what it answers with when all is well. @default application/json */
  readonly mediaType?: string;
  /** The body of each status it answers with; null for none. Problems are documented by `serve.ts`. */
  readonly replies: Readonly<Record<number, z.ZodType | null>>;
  readonly handle: (request: Request<P, Q, B>, ports: Ports) => Promise<Reply>;
};

export const route = <
  Ports,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  described: Route<Ports, P, Q, B>,
): Route<Ports, P, Q, B> => described;

export const ok = (body: unknown, headers: Record<string, string> = {}): Reply => ({ status: 200, body, headers });
export const created = (body: unknown, location: string): Reply => ({ status: 201, body, headers: { location } });
export const accepted = (body: unknown, location: string): Reply => ({ status: 202, body, headers: { location } });
export const noContent = (): Reply => ({ status: 204 });
export const seeOther = (location: string, cookies: readonly string[] = []): Reply => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store' },
  cookies,
});
