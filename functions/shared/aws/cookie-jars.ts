import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { $add, $remove } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { type Cookie, hasEnded, isOfSite } from '../cookies/cookie.ts';
import { hostOf } from '../cookies/host-of.ts';
import { factsOf, tooMuch } from '../cookies/jar-facts.ts';
import { mergeJar } from '../cookies/merge.ts';
import { cookiesIn, isWhole, writeNetscape } from '../cookies/netscape.ts';
import { EngineError } from '../errors.ts';
import type { CookieJars, JarOf } from '../ports/cookie-jars.ts';
import type { Sealer } from '../ports/sealer.ts';
import { unless } from './client.ts';
import { type CookieTable, goesAt, jarEntity, sealedFor } from './cookie-table.ts';
import { isGone } from './dynamo.ts';

const refused = ['ConditionalCheckFailedException'];
/** Of some jobs that end at once with the same jar, one loses each round. */
const mostRounds = 10;

const toTheHour = (at: Date): string => `${at.toISOString().slice(0, 13)}:00:00.000Z`;

/** The clock is a port of time: what has ended is not opened. */
export const cookieJars = (table: CookieTable, sealer: Sealer, clock = () => new Date()): CookieJars => {
  const jars = jarEntity(table);

  const read = async ({ owner, id }: JarOf) => {
    const { Item } = await jars.build(GetItemCommand).key({ owner, id }).options({ consistent: true }).send();
    if (!Item || isGone(Item, clock())) return null;
    const opened = await sealer.open(Item.sealed, sealedFor({ owner, id }));
    return { ...Item, cookies: JSON.parse(Buffer.from(opened).toString('utf8')) as Cookie[] };
  };

  /** A jar that was erased is not made again by the word that it was used. */
  const markUsed = ({ owner, id }: JarOf, usedAt: string): Promise<unknown> => {
    const command = jars.build(UpdateAttributesCommand).item({ owner, id, usedAt });
    return unless(refused, null, command.options({ condition: { attr: 'site', exists: true } }).send());
  };

  const write = async ({ owner, id }: JarOf, revision: number, cookies: readonly Cookie[]): Promise<boolean> => {
    const sealed = await sealer.seal(Buffer.from(JSON.stringify(cookies)), sealedFor({ owner, id }));
    const ends = { firstExpiresAt: $remove(), expiresAt: $remove() };
    const at = clock();
    const item = { owner, id, ...ends, ...factsOf(cookies), sealed, changedAt: at.toISOString(), ttl: goesAt(at) };
    const command = jars.build(UpdateAttributesCommand).item({ ...item, revision: $add(1) });
    const condition = { attr: 'revision', eq: revision } as const;
    return (await unless(refused, null, command.options({ condition }).send())) !== null;
  };

  return {
    open: async (jar, url) => {
      const found = await read(jar);
      if (!found || !isOfSite(hostOf(url), found.site)) return null;
      const live = found.cookies.filter((cookie) => !hasEnded(cookie, clock()));
      if (live.length === 0) return null;
      const usedAt = toTheHour(clock());
      if (found.usedAt !== usedAt) await markUsed(jar, usedAt);
      return writeNetscape(live);
    },
    refresh: async (jar, { opened, left }) => {
      if (!isWhole(left)) return;
      const changed = { opened: cookiesIn(opened), left: cookiesIn(left) };
      for (let round = 1; round <= mostRounds; round += 1) {
        const found = await read(jar);
        const merged = found && mergeJar(found.cookies, changed, found.site);
        if (!merged || tooMuch(merged)) return;
        if (await write(jar, found.revision, merged)) return;
      }
      throw new EngineError('service.unavailable', 'others kept changing the same cookies');
    },
  };
};
