/**
 * Ports from 1024 up on which browsers open no page either, since something else that HTTP can be mistaken for listens
 * there: https://fetch.spec.whatwg.org/#port-blocking
 */
const blocked: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Stores and control planes that take commands from whoever connects, and that no site is served on. */
const commanding: ReadonlySet<number> = new Set([2375, 2376, 2379, 2380, 6379, 6443, 10250, 11211, 27017]);

/** Why a port may not be connected to, or null when it may: the web's own two, and unprivileged ones. */
export const judgePort = (port: number): string | null => {
  if (port === 80 || port === 443) return null;
  if (port >= 1024 && port <= 65_535 && !blocked.has(port) && !commanding.has(port)) return null;
  return `port ${port} is not one that media is served on: use 80, 443 or one from 1024 up`;
};
