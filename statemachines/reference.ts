declare const holds: unique symbol;
const path = Symbol('path');

/** Stands for a value of type `T` that exists only while the workflow runs; reading a field gives its reference. */
export type Reference<T> = { readonly [holds]: T } & Fields<T>;

type Fields<T> = [NonNullable<T>] extends [readonly unknown[]]
  ? unknown
  : [NonNullable<T>] extends [object]
    ? { readonly [K in keyof NonNullable<T>]-?: Reference<NonNullable<T>[K] | Extract<T, undefined>> }
    : unknown;

/** What may be given where a `T` is wanted: a reference to one, a plain value, or an object or list made of both. */
export type Given<T> =
  | Reference<T>
  | (T extends readonly (infer E)[]
      ? readonly Given<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Given<T[K]> }
        : T);

const plain = /^[A-Za-z_]\w*$/;

/** A reference to the JSONata expression, and to any field below it. */
export const referTo = <T>(expression: string): Reference<T> =>
  new Proxy(
    {},
    {
      get: (_, field) => {
        if (field === path) return expression;
        if (typeof field === 'symbol') return undefined;
        return referTo(`${expression}.${plain.test(field) ? field : `\`${field}\``}`);
      },
      has: (_, field) => field === path,
    },
  ) as Reference<T>;

const isReference = (value: unknown): value is { readonly [path]: string } =>
  typeof value === 'object' && value !== null && path in value;

/**
 * One JSONata expression for a given value. An object is written as JSONata's own constructor, which leaves out a
 * field whose reference turns out to be absent; as separate expressions each of those would fail the execution.
 */
export const toJsonata = (value: unknown): string => {
  if (isReference(value)) return value[path];
  if (Array.isArray(value)) return `[${value.map(toJsonata).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, given]) => given !== undefined);
  return `{${fields.map(([name, given]) => `${JSON.stringify(name)}: ${toJsonata(given)}`).join(', ')}}`;
};

/** The lists behind each other; one that there is nothing of, since its step was not run, adds nothing. */
export const joined = <T>(...lists: readonly Reference<readonly T[] | undefined>[]): Reference<T[]> =>
  referTo(lists.map(toJsonata).reduce((sum, list) => `$append(${sum}, ${list})`));

export const isNot = <T>(one: Reference<T>, other: T & string): Reference<boolean> =>
  referTo(`${toJsonata(one)} != ${toJsonata(other)}`);

/** As Step Functions wants it in a state. */
export const toExpression = (value: unknown): string => `{% ${toJsonata(value)} %}`;
