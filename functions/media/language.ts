/** The 20 languages whose bibliographic code (ISO 639-2/B), which Matroska uses, is not the terminological one. */
const bibliographic: Readonly<Record<string, string>> = {
  ...{ alb: 'sq', arm: 'hy', baq: 'eu', bur: 'my', chi: 'zh', cze: 'cs', dut: 'nl', fre: 'fr', geo: 'ka', ger: 'de' },
  ...{ gre: 'el', ice: 'is', mac: 'mk', mao: 'mi', may: 'ms', per: 'fa', rum: 'ro', slo: 'sk', tib: 'bo', wel: 'cy' },
};

/** A file's language code as playlists want it (RFC 5646): `eng` is `en`; null for what is no code. */
export const languageTag = (code: string | null): string | null => {
  if (code === null) return null;
  try {
    return Intl.getCanonicalLocales(bibliographic[code] ?? code)[0] ?? null;
  } catch {
    return null;
  }
};

export const languageName = (code: string | null): string | null => {
  const tag = languageTag(code);
  return tag && (new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag);
};
