type Mask = readonly [secret: RegExp, kept: string];

/** To the end of a quoted value, of a header in a dump of traffic (`\r\n` as text), or of the line. */
const headerValue = String.raw`(?:(['"])(?:\\.|(?!\2)[^\\])*\2|(?:(?!\\r).)*)`;

const masks: readonly Mask[] = [
  // who signs in to a proxy or a site by its address
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"@]*@/gi, '$1…@'],
  // a presigned query is a key to the object
  [/(https?:\/\/[^\s?'"]+)\?[^\s'"]*?(?=:?(?:[\s'"]|$))/g, '$1?…'],
  // as a header, as an entry of a dictionary, as an argument
  [
    new RegExp(
      String.raw`((?:\b|\\n)(?:(?:proxy-)?authorization|(?:set-)?cookie2?|x-[\w-]*(?:key|token))['"]?\s*[:=]\s*)${headerValue}`,
      'gi',
    ),
    '$1…',
  ],
  [/\b(Bearer\s+)[^\s'",]+/gi, '$1…'],
  // where a program lies on this machine, in what it says when it breaks
  [/(\bFile ")[^"]*[/\\](?=[^"/\\]+")/g, '$1…/'],
  [/(--(?:[a-z]+-)?(?:username|password|twofactor)['"]?[=,\s]\s*['"]?)[^\s'"]+/g, '$1…'],
];

/** A line of a tool's log without what opens doors: queries, passwords in addresses, cookies, authorisations. */
export const maskSecrets = (line: string): string =>
  masks.reduce((text, [secret, kept]) => text.replace(secret, kept), line);
