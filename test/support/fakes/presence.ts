import type { HeardNews, Machine, Presence } from '#shared/ports/presence.ts';

const hour = 3_600_000;

export const inMemoryPresence = (clock: () => Date = () => new Date()): Presence => {
  const workers = new Map<string, HeardNews>();
  return {
    tell: async (news) => void workers.set(news.worker, { ...news, at: clock().toISOString() }),
    leave: async (worker) => void workers.delete(worker),
    list: async () => [...workers.values()].filter(({ at }) => Date.parse(at) + hour > clock().getTime()),
  };
};

export const aMachineWith = (programs: Partial<Awaited<ReturnType<Machine['programs']>>> = {}): Machine => ({
  programs: async () => ({ ytDlp: '2026.10.26', ffmpeg: '9.0.2', ...programs }),
  freeBytes: async () => 50e9,
});
