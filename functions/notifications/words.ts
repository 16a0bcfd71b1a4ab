const utc = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `Saturday 28 November 2026, 16:35 UTC`; composed from parts, since ICU releases differ in commas and "at". */
export const instantInWords = (instant: Date): string => {
  const part = Object.fromEntries(utc.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['weekday']} ${part['day']} ${part['month']} ${part['year']}, ${part['hour']}:${part['minute']} UTC`;
};

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** So much of a unit passes between an end and its mail without being told: 6.99 days are 7 to everybody. */
const grace = 0.02;

/** `7 days`, `1 hour`: the largest unit that fits, rounded down so that it hardly ever promises too much. */
export const spanInWords = (seconds: number): string => {
  const counts = units.map(([unit, length]) => [Math.floor(seconds / length + grace), unit] as const);
  const [count, unit] = counts.find(([whole]) => whole > 0) ?? [0, ''];
  return count === 0 ? 'less than a minute' : plural(count, unit);
};

/** `0:08`, `12:04`, `1:02:04`: a playing time as players show it, whole seconds only. */
export const playingTime = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, two(whole % 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
};

/** Decimal units, as file managers and mail programs show them: `734 bytes`, `12.4 MB`. */
export const sizeInWords = (bytes: number): string => {
  if (bytes < 1000) return plural(bytes, 'byte');
  const exponent = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** exponent;
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ${['', 'kB', 'MB', 'GB', 'TB'][exponent]}`;
};

/** Unicode's bidirectional controls (UAX 9): with them `gpj.exe` reads as `exe.jpg`. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A name that somebody else chose, made safe to stand in a line of ours: no control characters (a CR or LF would
 * begin a header of its own), none that turn the direction of text, and no longer than `limit`.
 */
export const plainName = (name: string, limit = 80): string => {
  const clean = name
    .replace(turning, '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(clean);
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : clean || 'untitled';
};

/** `holiday.mov as H.264 1080p`: one source may become several things, each with a mail of its own. */
export const titled = ({ name, format }: { readonly name: string; readonly format: string | null }): string =>
  format === null ? plainName(name) : `${plainName(name)} as ${plainName(format)}`;

/** What somebody or something else said, as a sentence of ours. */
export const sentence = (text: string): string => {
  const clean = plainName(text, 400);
  return `${clean.charAt(0).toUpperCase()}${clean.slice(1)}${/[.!?…]$/.test(clean) ? '' : '.'}`;
};
