/** How figures are said. All pure; the language is English, numbers follow it. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as drives and transfer speeds have them: 1.4 GB. */
export const sayBytes = (bytes: number): string => {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** A position or a length in media: 1:02:03 or 0:08. */
export const sayClock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

/** How long something takes, roughly: 40 s, 3 min, 2 h 10 min. */
export const saySpan = (seconds: number): string => {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} h`;
};

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export const sayAgo = (iso: string, now: number = Date.now()): string => {
  const seconds = (Date.parse(iso) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return seconds > 35 ? 'in a moment' : 'just now';
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
};

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
export const sayMoment = (iso: string): string => moment.format(new Date(iso));

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
/** A date without a time, `2026-04-01`, which is the same day everywhere. */
export const sayDay = (date: string): string => day.format(new Date(date));

const codecs: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  vp9: 'VP9',
  vp8: 'VP8',
  aac: 'AAC',
  opus: 'Opus',
  mp3: 'MP3',
  gif: 'GIF',
  pcm_s16le: 'PCM 16 bit',
  pcm_s24le: 'PCM 24 bit',
};
export const sayCodec = (name: string): string => codecs[name] ?? name;

export const sayBitrate = (bitsPerSecond: number): string =>
  bitsPerSecond >= 1e6 ? `${(bitsPerSecond / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bitsPerSecond / 1e3)} kbit/s`;

export const sayFps = (fps: number): string => `${Number(fps.toFixed(2))} fps`;

/** The API's words begin small and end without a period; on a page they stand as a sentence. */
export const saySentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const whole = new Intl.NumberFormat('en');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`;
