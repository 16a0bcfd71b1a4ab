import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { defaultRates } from '#shared/http/rate-limit.ts';
import { aPerson } from '../support/people.ts';
import { connectionTo } from '../support/stack-connection.ts';

const client = () => DynamoDBDocumentClient.from(new DynamoDBClient(connectionTo('control')));

/** Counts calls that nobody made, in this window and the next, so that no window's end comes between. */
const countFor = async (who: string, { seconds }: { seconds: number }, count: number): Promise<void> => {
  const table = client();
  const now = Math.floor(Date.now() / 1000 / seconds);
  for (const window of [now, now + 1]) {
    const Item = { pk: `rate#${who}#${window}`, sk: 'rate', key: who, window, count, ttl: (window + 2) * seconds };
    await table.send(new PutCommand({ TableName: inject('stack').outputs.TableName, Item }));
  }
  table.destroy();
};

describe('how often one may call', () => {
  it('is said with every answer', async () => {
    const { api } = await aPerson('user');
    const first = await api('GET', '/api/v1/jobs');
    expect(first.headers.get('ratelimit-policy')).toBe('"reads";q=300;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"reads";r=299;t=\d+$/);
    expect((await api('GET', '/api/v1/jobs')).headers.get('ratelimit')).toMatch(/^"reads";r=298;/);
    const write = await api('POST', '/api/v1/uploads', { body: {} });
    expect(write).toMatchObject({ status: 400 });
    expect(write.headers.get('ratelimit-policy')).toBe('"user";q=5000;w=3600');
  });

  it('ends with 429 and when to come again, for that caller and that kind of call alone', async () => {
    const { api, owner } = await aPerson('user');
    await countFor(`user:${owner}:reads`, defaultRates.reads, defaultRates.reads.count);
    const refused = await api('GET', '/api/v1/jobs');
    expect(refused).toMatchObject({ status: 429, body: { code: 'request.rate-limited' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(120);
    expect(refused.headers.get('ratelimit')).toMatch(/^"reads";r=0;t=\d+$/);
    expect((await api('POST', '/api/v1/uploads', { body: {} })).status).toBe(400);
    expect((await (await aPerson('user')).api('GET', '/api/v1/jobs')).status).toBe(200);
  });
});
