import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { $add, $get, $remove } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { factsOf } from '../cookies/jar-facts.ts';
import { jarId } from '../jar-id.ts';
import type { KeptCookies, KeptJar } from '../ports/kept-cookies.ts';
import type { Sealer } from '../ports/sealer.ts';
import { type CookieTable, goesAt, jarEntity, sealedFor } from './cookie-table.ts';
import { isGone } from './dynamo.ts';
import { each } from './paging.ts';

type Told = KeptJar & { readonly ttl: number };

/** What is read back: never the cookies. */
const told = [
  'owner', 'id', 'site', 'name', 'domains', 'count', 'firstExpiresAt', 'expiresAt', 'createdAt', 'changedAt', 'usedAt', 'ttl',
] as const; // biome-ignore format: a list to scan

const withoutEnd = ({ ttl: _ttl, ...jar }: Told): KeptJar => jar;
const bySiteAndName = (a: KeptJar, b: KeptJar): number => a.site.localeCompare(b.site) || a.name.localeCompare(b.name);

/** For routes that only ask whether there are any. */
export const foundCookies = (table: CookieTable): Pick<KeptCookies, 'find'> => ({
  find: async ({ owner, id }, now) => {
    const options = { consistent: true, attributes: [...told] };
    const { Item } = await jarEntity(table).build(GetItemCommand).key({ owner, id }).options(options).send();
    return Item && !isGone(Item as Told, now) ? withoutEnd(Item as Told) : null;
  },
});

export const keptCookies = (table: CookieTable, { seal }: Pick<Sealer, 'seal'>): KeptCookies => {
  const jars = jarEntity(table);
  return {
    ...foundCookies(table),
    put: async (jar, cookies, now) => {
      const key = { owner: jar.owner, id: jarId(jar) };
      const sealed = await seal(Buffer.from(JSON.stringify(cookies)), sealedFor(key));
      const at = now.toISOString();
      const ends = { firstExpiresAt: $remove(), expiresAt: $remove() };
      const item = { ...jar, ...key, ...ends, ...factsOf(cookies), changedAt: at, createdAt: $get('createdAt', at) };
      const { Attributes } = await jars
        .build(UpdateAttributesCommand)
        .item({ ...item, sealed, revision: $add(1), ttl: goesAt(now) })
        .options({ returnValues: 'ALL_NEW' })
        .send();
      const { sealed: _sealed, revision, ...rest } = Attributes as Told & { sealed: unknown; revision: number };
      return { jar: withoutEnd(rest), replaced: revision > 1 };
    },
    list: async (owner, now) => {
      const found = each<Told>((exclusiveStartKey) =>
        table
          .build(QueryCommand)
          .entities(jars)
          .query({ partition: owner })
          .options({ attributes: [...told], exclusiveStartKey, consistent: true })
          .send(),
      );
      const all = await Array.fromAsync(found);
      return all
        .filter((jar) => !isGone(jar, now))
        .map(withoutEnd)
        .sort(bySiteAndName);
    },
    erase: async ({ owner, id }) => {
      const deleted = await jars
        .build(DeleteItemCommand)
        .key({ owner, id })
        .options({ returnValues: 'ALL_OLD' })
        .send();
      return deleted.Attributes !== undefined;
    },
  };
};
