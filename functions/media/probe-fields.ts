export type ProbeStream = Readonly<Record<string, unknown>>;

/** ffprobe writes numbers as numbers or as text, and `N/A` or nothing where it does not know. */
export const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'number' ? value : Number.parseFloat(String(value));
  return Number.isFinite(number) ? number : null;
};

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value !== 'unknown' && value !== 'unspecified' ? value : null;

/** `30000/1001`; null for `0/0` and for other rates that are none. */
export const rationalOf = (value: unknown): string | null =>
  /^[1-9]\d*\/[1-9]\d*$/.test(String(value)) ? String(value) : null;

export const perSecond = (rational: string | null): number => {
  const [up = 0, down = 1] = (rational ?? '0/1').split('/').map(Number);
  return up / down;
};

export const tagOf = (stream: ProbeStream, name: string): string | null => {
  const tags = (stream['tags'] ?? {}) as ProbeStream;
  const text = textOf(tags[name] ?? tags[name.toUpperCase()]);
  return text === null || text === 'und' ? null : text.slice(0, 200);
};

/** Matroska has no durations by stream but in a tag such as `00:01:02.345000000`. */
const clock = (text: string | null): number | null => {
  const match = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(text ?? '');
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
};

export const secondsOf = (stream: ProbeStream): number | null =>
  numberOf(stream['duration']) ?? clock(tagOf(stream, 'DURATION'));
