import * as z from 'zod';
import type { Standing } from '../ports/directory.ts';
import { filterBySubject, ourCognito } from './directory.ts';
import type { JsonService } from './json-service.ts';

const keptMilliseconds = 60_000;

const listed = z.object({
  Users: z.array(z.object({ Username: z.string(), Enabled: z.boolean().default(true) })).default([]),
});
const grouped = z.object({ Groups: z.array(z.object({ GroupName: z.string() })).default([]) });

type Known = { readonly groups: Promise<readonly string[]>; readonly until: number };

/** What tokens carry for who signs in, asked of the pool for who comes by a key. */
export const standing = (pool: string, ask: JsonService = ourCognito(), clock: () => number = Date.now): Standing => {
  const known = new Map<string, Known>();
  const groupsOf = async (owner: string): Promise<readonly string[]> => {
    const Filter = filterBySubject(owner);
    if (Filter === null) return [];
    const [user] = listed.parse(await ask('ListUsers', { UserPoolId: pool, Filter, Limit: 1 })).Users;
    if (!user?.Enabled) return [];
    const answer = await ask('AdminListGroupsForUser', { UserPoolId: pool, Username: user.Username });
    return grouped.parse(answer).Groups.map(({ GroupName }) => GroupName);
  };
  return {
    groupsOf: (owner) => {
      const now = clock();
      const fresh = known.get(owner);
      if (fresh && fresh.until > now) return fresh.groups;
      const groups = groupsOf(owner);
      known.set(owner, { groups, until: now + keptMilliseconds });
      groups.catch(() => known.delete(owner));
      return groups;
    },
  };
};
