import { setTimeout as sleep } from 'node:timers/promises';
import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { ClosedSites, Turns } from '../ports/turns.ts';
import { ruleOf, type SiteChanges } from '../site/site-rules.ts';
import {
  askTurn,
  closedSite,
  endTurn,
  forgettableAt,
  keepTurn,
  type SiteState,
  unknownSite,
} from '../site/site-state.ts';
import { unless } from './client.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';
import { type Entry, each, largestBatch, recordsOf } from './paging.ts';

const siteEntity = (table: EngineTable) =>
  new Entity({
    name: 'site',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      site: string().key(),
      kept: any().castAs<SiteState>(),
      version: number(),
      ttl: number(),
      apk: string().optional().hidden(),
      hsk: string().optional().hidden(),
    }),
    computeKey: ({ site }: { site: string }) => ({ pk: `site#${site}`, sk: 'site' }),
  });
type SiteEntity = ReturnType<typeof siteEntity>;
type Stored = { readonly site: string; readonly kept: SiteState; readonly version: number; readonly ttl: number };

const refused = ['ConditionalCheckFailedException'];
/** A write that another came before is decided anew on what that one left. */
const mostTries = 12;

const read = async (sites: SiteEntity, site: string, now: Date) => {
  const { Item } = await sites.build(GetItemCommand).key({ site }).options({ consistent: true }).send();
  const found = Item as Stored | undefined;
  return { state: found && !isGone(found, now) ? found.kept : unknownSite, version: found?.version };
};

type Write = { readonly site: string; readonly state: SiteState; readonly after: number | undefined };

const write = async (sites: SiteEntity, { site, state, after }: Write): Promise<boolean> => {
  const put = sites
    .build(PutItemCommand)
    .item({
      ...{ site, kept: state, version: (after ?? 0) + 1, ttl: secondsOf(new Date(forgettableAt(state))) },
      ...(closedSite(site, state) && { apk: 'sites', hsk: site }),
    })
    .options({ condition: after === undefined ? { attr: 'version', exists: false } : { attr: 'version', eq: after } });
  return (await unless(refused, null, put.send())) !== null;
};

type Decision<A> = (state: SiteState, now: number) => { readonly state: SiteState; readonly answer: A };

/** Null when too many others were always first. */
const change = async <A>(
  { sites, clock }: { readonly sites: SiteEntity; readonly clock: () => Date },
  site: string,
  decide: Decision<A>,
): Promise<A | null> => {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const now = clock();
    const { state, version } = await read(sites, site, now);
    const decided = decide(state, now.getTime());
    if (decided.state === state || (await write(sites, { site, state: decided.state, after: version })))
      return decided.answer;
    await sleep(Math.random() * 20 * tries);
  }
  return null;
};

/** One item a site, written only if nobody wrote it since it was read; it is listed while the site is left in peace. */
export const siteTurns = (
  table: EngineTable,
  changes: SiteChanges,
  clock: () => Date = () => new Date(),
): Turns & ClosedSites => {
  const sites = siteEntity(table);
  const at = { sites, clock };
  return {
    ask: async (site, turn) => {
      const asked = await change(at, site, (state, now) => {
        const decided = askTurn(state, { turn, now }, ruleOf(site, changes));
        return { state: decided.state, answer: decided.asked };
      });
      return asked ?? { taken: false, waitMs: 1000, why: 'busy' };
    },
    keep: async (site, turn) => {
      await change(at, site, (state, now) => ({ state: keepTurn(state, { turn, now }), answer: true }));
    },
    end: async (site, turn, end) => {
      const ended = { ...end, turn, chance: Math.random() };
      await change(at, site, (state, now) => ({
        state: endTurn(state, { ...ended, now }, ruleOf(site, changes)),
        answer: true,
      }));
    },
    closed: async () => {
      const entries = each<Entry>((exclusiveStartKey) =>
        table.build(QueryCommand).query({ index: 'all', partition: 'sites' }).options({ exclusiveStartKey }).send(),
      );
      const request = (site: string) => sites.build(BatchGetRequest).key({ site });
      const found = await Array.fromAsync(recordsOf<Stored>(table, entries, { request, size: largestBatch }));
      return found.flatMap(({ site, kept, ttl }) => (isGone({ ttl }, clock()) ? [] : (closedSite(site, kept) ?? [])));
    },
  };
};
