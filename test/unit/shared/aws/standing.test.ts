import { expect, it } from 'vitest';
import type { JsonService } from '#shared/aws/json-service.ts';
import { standing } from '#shared/aws/standing.ts';
import { EngineError } from '#shared/errors.ts';

const owner = '5f1e0000-0000-4000-8000-000000000001';

const aPool = () => {
  const users: { Username: string; Enabled?: boolean }[] = [{ Username: 'Google_7', Enabled: true }];
  const groups = ['user'];
  const asked: [string, object][] = [];
  const outages: Error[] = [];
  const ask: JsonService = async (operation, input) => {
    asked.push([operation, input]);
    const outage = outages.shift();
    if (outage) throw outage;
    return operation === 'ListUsers' ? { Users: users } : { Groups: groups.map((GroupName) => ({ GroupName })) };
  };
  const time = { now: 0 };
  return { users, groups, asked, outages, time, standing: standing('pool', ask, () => time.now) };
};

it('asks by the name that the pool has for an owner, which is not always the owner', async () => {
  const pool = aPool();
  expect(await pool.standing.groupsOf(owner)).toEqual(['user']);
  expect(pool.asked).toEqual([
    ['ListUsers', { UserPoolId: 'pool', Filter: `sub = "${owner}"`, Limit: 1 }],
    ['AdminListGroupsForUser', { UserPoolId: 'pool', Username: 'Google_7' }],
  ]);
});

it('believes an answer for a minute and no longer', async () => {
  const pool = aPool();
  await pool.standing.groupsOf(owner);
  pool.groups.push('admin');
  pool.time.now = 59_999;
  expect(await pool.standing.groupsOf(owner)).toEqual(['user']);
  pool.time.now = 60_000;
  expect(await pool.standing.groupsOf(owner)).toEqual(['user', 'admin']);
});

it('gives nothing to who is gone, was disabled, or is no owner at all', async () => {
  const gone = aPool();
  gone.users.length = 0;
  expect(await gone.standing.groupsOf(owner)).toEqual([]);
  const disabled = aPool();
  disabled.users[0] = { Username: 'ann', Enabled: false };
  expect(await disabled.standing.groupsOf(owner)).toEqual([]);
  expect(await aPool().standing.groupsOf('" or sub ^= "')).toEqual([]);
});

it('remembers no outage', async () => {
  const pool = aPool();
  pool.outages.push(new EngineError('service.unavailable', 'no answer'));
  await expect(pool.standing.groupsOf(owner)).rejects.toMatchObject({ code: 'service.unavailable' });
  expect(await pool.standing.groupsOf(owner)).toEqual(['user']);
});
