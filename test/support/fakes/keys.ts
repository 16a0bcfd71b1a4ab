import { type ApiKey, hasExpired, type Keys } from '#shared/ports/keys.ts';

export const inMemoryKeys = (): Keys => {
  const keys = new Map<string, ApiKey>();
  return {
    create: async (key, hash) => void keys.set(hash, key),
    use: async (hash, now) => {
      const key = keys.get(hash);
      if (!key || key.revokedAt !== undefined) return null;
      if (hasExpired(key, now)) return key;
      const used = { ...key, lastUsedAt: `${now.toISOString().slice(0, 13)}:00:00.000Z` };
      keys.set(hash, used);
      return used;
    },
    list: async (owner) =>
      [...keys.values()]
        .filter((key) => owner === undefined || key.owner === owner)
        .sort((a, b) => (a.id < b.id ? 1 : -1)),
    revoke: async (id, now, owner) => {
      const found = [...keys].find(([, key]) => key.id === id && key.revokedAt === undefined);
      if (!found || (owner ?? found[1].owner) !== found[1].owner) return null;
      const revoked = { ...found[1], revokedAt: now.toISOString() };
      keys.set(found[0], revoked);
      return revoked;
    },
  };
};
