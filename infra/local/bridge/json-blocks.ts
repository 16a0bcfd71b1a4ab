/** Splits a stream of pretty-printed JSON objects: each ends with a line that is just `}`. */
export async function* jsonBlocks<T>(chunks: AsyncIterable<string>): AsyncGenerator<T> {
  let pending = '';
  let block = '';
  for await (const chunk of chunks) {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      block += line;
      if (line !== '}') continue;
      yield JSON.parse(block) as T;
      block = '';
    }
  }
}
