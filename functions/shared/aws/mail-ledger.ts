import { createHash } from 'node:crypto';
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { claimSeconds, type MailLedger } from '../ports/mail-ledger.ts';
import { unless } from './client.ts';
import { type EngineTable, secondsOf } from './dynamo.ts';

/** Events are delivered within a day; the rest is so that one can still see that a mail went out. */
const keptSeconds = 90 * 24 * 60 * 60;

const mailEntity = (table: EngineTable) =>
  new Entity({
    name: 'mail',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      job: string().key(),
      attempt: number().key(),
      state: string().key(),
      /** Milliseconds since 1970 at which a claim runs out; absent once it is settled. */
      until: number().optional(),
      ttl: number(),
    }),
    computeKey: ({ job, attempt, state }: { job: string; attempt: number; state: string }) => ({
      pk: `job#${job}`,
      sk: `mail#${attempt}#${state}`,
    }),
  });

const suppressionEntity = (table: EngineTable) =>
  new Entity({
    name: 'suppression',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({ address: string().key(), reason: string(), at: string() }),
    computeKey: ({ address }: { address: string }) => ({ pk: `address#${address}`, sk: 'suppressed' }),
  });

/** The table need not know the addresses of people who want nothing from us; a hash is enough to keep away. */
const hashed = (address: string): string => createHash('sha256').update(address.trim().toLowerCase()).digest('hex');

export const mailLedger = (table: EngineTable, clock: () => Date = () => new Date()): MailLedger => {
  const mails = mailEntity(table);
  const suppressions = suppressionEntity(table);
  const ttl = () => secondsOf(clock()) + keptSeconds;
  return {
    claim: async (job, attempt, state) => {
      const key = { job, attempt, state };
      const now = clock().getTime();
      const put = mails
        .build(PutItemCommand)
        .item({ ...key, until: now + claimSeconds * 1000, ttl: ttl() })
        .options({
          condition: {
            or: [
              { attr: 'job', exists: false },
              { attr: 'until', lte: now },
            ],
          },
        });
      if (await unless(['ConditionalCheckFailedException'], null, put.send())) return 'granted';
      const { Item } = await mails.build(GetItemCommand).key(key).options({ consistent: true }).send();
      return Item && Item.until === undefined ? 'settled' : 'held';
    },
    settle: async (job, attempt, state) => {
      await mails.build(PutItemCommand).item({ job, attempt, state, ttl: ttl() }).send();
    },
    release: async (job, attempt, state) => {
      await mails.build(DeleteItemCommand).key({ job, attempt, state }).send();
    },
    suppress: async (address, reason) => {
      await suppressions
        .build(PutItemCommand)
        .item({ address: hashed(address), reason, at: clock().toISOString() })
        .send();
    },
    isSuppressed: async (address) => {
      const { Item } = await suppressions
        .build(GetItemCommand)
        .key({ address: hashed(address) })
        .options({ consistent: true })
        .send();
      return Item !== undefined;
    },
  };
};
