import * as z from 'zod';
import { openCursor, sealCursor } from '#shared/cursor.ts';
import type {
  DueTry,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpoints,
  WebhookQueue,
} from '#shared/ports/webhooks.ts';

type Kept = { endpoint: WebhookEndpoint; secret: string; before?: { secret: string; until: Date } };

const withoutAbsent = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
const latestFirst = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? 1 : -1);

export const inMemoryWebhookEndpoints = (): WebhookEndpoints => {
  const all = new Map<string, Kept>();
  return {
    create: async (endpoint, secret) => {
      if (all.has(endpoint.id)) return false;
      all.set(endpoint.id, { endpoint: withoutAbsent(endpoint), secret });
      return true;
    },
    get: async (id) => all.get(id)?.endpoint ?? null,
    list: async (owner) =>
      [...all.values()]
        .map(({ endpoint }) => endpoint)
        .filter((endpoint) => endpoint.owner === owner && endpoint.url !== undefined)
        .sort(latestFirst),
    change: async (id, change) => {
      const kept = all.get(id);
      if (!kept) return null;
      kept.endpoint = withoutAbsent({ ...kept.endpoint, ...change });
      return kept.endpoint;
    },
    remove: async (id) => void all.delete(id),
    secrets: async (id, now) => {
      const kept = all.get(id);
      if (!kept) return [];
      return [kept.secret, ...(kept.before && kept.before.until > now ? [kept.before.secret] : [])];
    },
    rotate: async (id, { secret, until }) => {
      const kept = all.get(id);
      if (kept) all.set(id, { ...kept, secret, before: { secret: kept.secret, until } });
    },
  };
};

export const inMemoryWebhookDeliveries = (): WebhookDeliveries => {
  const all = new Map<string, WebhookDelivery>();
  const keyOf = (endpoint: string, id: string) => `${endpoint} ${id}`;
  return {
    create: async (delivery) => {
      const key = keyOf(delivery.endpoint, delivery.id);
      if (!all.has(key)) all.set(key, delivery);
      return all.get(key) as WebhookDelivery;
    },
    get: async (endpoint, id) => all.get(keyOf(endpoint, id)) ?? null,
    page: async (endpoint, { cursor, limit }) => {
      const after = cursor === undefined ? undefined : openCursor(cursor, { endpoint }, z.uuidv7());
      const rest = [...all.values()]
        .filter((delivery) => delivery.endpoint === endpoint && (after === undefined || delivery.id < after))
        .sort(latestFirst);
      const items = rest.slice(0, limit);
      const last = rest.length > limit ? items.at(-1) : undefined;
      return { items, cursor: last ? sealCursor(last.id, { endpoint }) : null };
    },
    change: async ({ endpoint, id, tried, state }, change) => {
      const kept = all.get(keyOf(endpoint, id));
      if (kept?.tried !== tried || kept.state !== state) return null;
      const next = withoutAbsent({ ...kept, ...change });
      all.set(keyOf(endpoint, id), next);
      return next;
    },
  };
};

/** What was sent, in order, with how many seconds later it comes. */
export const inMemoryWebhookQueue = (): WebhookQueue & { readonly sent: { due: DueTry; seconds: number }[] } => {
  const sent: { due: DueTry; seconds: number }[] = [];
  return { sent, send: async (due, seconds) => void sent.push({ due, seconds }) };
};
