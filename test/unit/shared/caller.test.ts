import { describe, expect, it } from 'vitest';
import { mayReach, permissionsOf } from '#shared/caller.ts';
import { aCaller } from '../../support/builders.ts';

describe('permissions', () => {
  it.each([
    [['admin'], ['read', 'write', 'delete', 'manage', 'metrics']],
    [['user'], ['read', 'write']],
    [['viewer'], ['read']],
    [
      ['viewer', 'user'],
      ['read', 'write'],
    ],
    [[], []],
    [['Admin', 'root', '__proto__', 'toString'], []],
  ])('of the groups %j are %j', (groups, permissions) => {
    expect([...permissionsOf(groups)]).toEqual(expect.arrayContaining(permissions));
    expect(permissionsOf(groups).size).toBe(permissions.length);
  });
});

describe('a caller', () => {
  it('reaches what is their own, whatever their role', () => {
    expect(mayReach(aCaller({ role: 'viewer' }), 'alice')).toBe(true);
  });

  it("reaches another's only as an admin", () => {
    expect(mayReach(aCaller({ role: 'user' }), 'bob')).toBe(false);
    expect(mayReach(aCaller({ role: 'user' }), 'bob', 'delete')).toBe(false);
    expect(mayReach(aCaller({ role: 'admin' }), 'bob')).toBe(true);
    expect(mayReach(aCaller({ role: 'admin' }), 'bob', 'delete')).toBe(true);
  });
});
