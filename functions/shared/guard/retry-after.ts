/** Of a site that asks to be left alone for longer than a day, a day is believed. */
const mostSeconds = 24 * 60 * 60;

/** The seconds that a `Retry-After` asks for (RFC 9110 §10.2.3), from 1 to a day's; null when it asks for nothing readable. */
export const secondsOfRetryAfter = (value: string | undefined, now: Date): number | null => {
  if (value === undefined || value.trim() === '') return null;
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(mostSeconds, Math.max(1, Math.ceil(seconds)));
};
