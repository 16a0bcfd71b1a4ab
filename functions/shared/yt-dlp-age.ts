import type { ErrorCode } from './errors.ts';

/** How a yt-dlp is named: by the day of its release, UTC. */
const released = (version: string): number => {
  const [, year, month, day] = /^(\d{4})\.(\d{2})\.(\d{2})/.exec(version) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
};

/** Whole days since it was released; null of one that has no date. */
export const ageInDays = (version: string, now: Date): number | null => {
  const days = Math.floor((now.getTime() - released(version)) / 86_400_000);
  return Number.isFinite(days) ? Math.max(0, days) : null;
};

/** What a site's change looks like to the one that does not know it. */
const perhapsOutdated: readonly ErrorCode[] = ['source.changed', 'source.unsupported', 'source.blocked', 'tool.failed'];

/** What is to be said after an error that a newer yt-dlp may not have; nothing of any other. */
export const mayBeMended = (code: ErrorCode, version: string, now: Date): string | null => {
  if (!perhapsOutdated.includes(code)) return null;
  const days = ageInDays(version, now);
  const age = days === null ? '' : `, ${days === 1 ? '1 day' : `${days} days`} old`;
  return `yt-dlp ${version}${age}; a newer one may know better`;
};
