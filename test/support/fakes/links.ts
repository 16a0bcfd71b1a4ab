import { createHash, randomBytes } from 'node:crypto';
import type { Links, LinkTarget } from '#shared/ports/links.ts';

type Issued = { readonly target: LinkTarget; readonly expiresAt: Date };

export const inMemoryLinks = (): Links => {
  const issued = new Map<string, Issued>();
  const hash = (token: string) => createHash('sha256').update(token).digest('hex');
  return {
    issue: async (target, expiresAt) => {
      const token = randomBytes(32).toString('base64url');
      issued.set(hash(token), { target, expiresAt });
      return token;
    },
    resolve: async (token, now) => {
      const link = issued.get(hash(token));
      return link && link.expiresAt > now ? { ...link.target, expiresAt: link.expiresAt } : null;
    },
    revoke: async (job) => {
      for (const [name, { target }] of issued) if (target.job === job) issued.delete(name);
    },
  };
};
