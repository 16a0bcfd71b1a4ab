type Key = Record<string, unknown>;
type Answer<T> = { readonly Items?: T[] | undefined; readonly LastEvaluatedKey?: Key | undefined };

/** What a query finds, one by one; the next page is asked for only when somebody wants more. */
export async function* each<T>(ask: (from: Key | undefined) => Promise<Answer<T>>): AsyncGenerator<T> {
  let from: Key | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await ask(from);
    yield* Items;
    from = LastEvaluatedKey;
  } while (from);
}

export async function* grouped<T>(from: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const one of from) {
    group.push(one);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
