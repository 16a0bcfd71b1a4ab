/** What yt-dlp calls a format or a rule for choosing one: `bestvideo*`, `ba.2`, `137`, `hls-1080p_v2`. */
const atom = /[\w.*-]+/y;
/** One condition on a format: `height<=1080`, `vcodec^=avc1`, `filesize<?500M`. No regular expressions. */
const filter = /\[(?:[a-z][a-z_]*)\s*(?:!?[*^$]?=|[<>]=?)\s*\??\s*[\w.+-]{1,40}\]/y;

/** They pick several formats as several files, and one item is one file. */
const several: readonly string[] = ['all', 'mergeall'];
const mostDepth = 5;

type Reader = { readonly text: string; at: number; depth: number };

const take = (reader: Reader, pattern: RegExp): string | null => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? null;
  reader.at += found?.length ?? 0;
  return found;
};

const stop = ({ text, at }: Reader, wanted: string): never => {
  const rest = text.slice(at, at + 12);
  throw new SyntaxError(`expected ${wanted} at ${rest ? JSON.stringify(rest) : 'the end'}`);
};

const readGroup = (reader: Reader): void => {
  reader.depth += 1;
  if (reader.depth > mostDepth) stop(reader, `at most ${mostDepth} brackets within each other`);
  readChoice(reader);
  if (!take(reader, /\)/y)) stop(reader, 'a closing bracket');
  reader.depth -= 1;
};

const readOne = (reader: Reader): void => {
  const from = reader.at;
  if (take(reader, /\(/y)) readGroup(reader);
  else {
    const name = take(reader, atom);
    if (name && several.includes(name)) {
      reader.at = from;
      stop(reader, 'one format, not several');
    }
    if (!name && reader.text[reader.at] !== '[') stop(reader, 'the name of a format');
  }
  while (reader.text[reader.at] === '[') if (!take(reader, filter)) stop(reader, 'a condition such as [height<=1080]');
};

const readChoice = (reader: Reader): void => {
  do readOne(reader);
  while (take(reader, /[+/]/y));
};

/**
 * What is wrong with a selector of formats, or null. It is the part of yt-dlp's grammar that names one file:
 * formats with conditions, `+` to merge, `/` for a second choice, brackets; no `,`, no `all`, no regular expressions.
 */
export const faultOfSelector = (text: string): string | null => {
  const reader = { text, at: 0, depth: 0 };
  try {
    readChoice(reader);
    return reader.at === text.length ? null : stop(reader, '+ or / or the end');
  } catch (error) {
    return (error as Error).message;
  }
};
