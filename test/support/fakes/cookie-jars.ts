import type { CookieJars, JarOf } from '#shared/ports/cookie-jars.ts';

const head = '# Netscape HTTP Cookie File';

const domainOf = (line: string): string => line.replace(/^#HttpOnly_/, '').split('\t', 1)[0] ?? '';
const isCookie = (line: string): boolean => line.split('\t').length === 7;
const belongsTo = (line: string, host: string): boolean => {
  const domain = domainOf(line).replace(/^\./, '');
  return host === domain || host.endsWith(`.${domain}`);
};

type Jars = Readonly<Record<string, string>>;

/** Jars by `owner/id`, in the format of Netscape. */
export const inMemoryCookieJars = (
  jars: Jars = {},
): CookieJars & { readonly textOf: (jar: JarOf) => string | null } => {
  const held = new Map(Object.entries(jars));
  const keyOf = ({ owner, id }: JarOf) => `${owner}/${id}`;
  const linesOf = (jar: JarOf) => (held.get(keyOf(jar)) ?? '').split('\n').filter(isCookie);
  return {
    textOf: (jar) => held.get(keyOf(jar)) ?? null,
    open: async (jar, url) => {
      const fitting = linesOf(jar).filter((line) => belongsTo(line, new URL(url).hostname));
      return fitting.length === 0 ? null : `${[head, ...fitting].join('\n')}\n`;
    },
    refresh: async (jar, { left }) => {
      const domains = new Set(linesOf(jar).map(domainOf));
      const kept = left.split('\n').filter((line) => isCookie(line) && domains.has(domainOf(line)));
      if (held.has(keyOf(jar))) held.set(keyOf(jar), `${[head, ...kept].join('\n')}\n`);
    },
  };
};
