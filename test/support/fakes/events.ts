import type { Events } from '#shared/ports/events.ts';

type Published = { readonly type: string; readonly detail: unknown };

export const inMemoryEvents = (): Events & { readonly published: readonly Published[] } => {
  const published: Published[] = [];
  return {
    published,
    publish: async (type, detail) => void published.push({ type, detail: structuredClone(detail) }),
  };
};
