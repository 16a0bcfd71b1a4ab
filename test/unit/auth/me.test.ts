import { describe, expect, it } from 'vitest';
import { getMe } from '#auth/routes/get-me.ts';
import { putMe } from '#auth/routes/put-me.ts';
import { call } from '../../support/call.ts';
import { inMemoryDirectory } from '../../support/fakes/directory.ts';
import { inMemoryProfiles } from '../../support/fakes/profiles.ts';

const ports = () => ({
  directory: inMemoryDirectory([
    { owner: 'ann', name: 'Ann Example', verifiedEmail: 'ann@example.org' },
    { owner: 'bob', name: 'Bob', verifiedEmail: null },
  ]),
  profiles: inMemoryProfiles(),
});

describe('who is signed in', () => {
  it('is shown with what they may do', async () => {
    expect((await call(getMe, ports(), { as: 'ann/user' })).body).toEqual({
      owner: 'ann',
      name: 'Ann Example',
      email: 'ann@example.org',
      permissions: ['read', 'write'],
      defaultPreset: null,
    });
  });

  it('is shown without an address that was never verified', async () => {
    expect((await call(getMe, ports(), { as: 'bob/viewer' })).body).not.toHaveProperty('email');
  });

  it('is shown even when the directory does not know them any more', async () => {
    expect((await call(getMe, ports(), { as: 'gone/user' })).body).toMatchObject({ owner: 'gone', name: 'gone' });
  });

  it('keeps a default preset, each their own, until it is taken back', async () => {
    const shared = ports();
    const set = await call(putMe, shared, { as: 'ann/user', body: { defaultPreset: 'h264-720p' } });
    expect(set).toMatchObject({ status: 200, body: { defaultPreset: 'h264-720p' } });
    expect((await call(getMe, shared, { as: 'ann/user' })).body.defaultPreset).toBe('h264-720p');
    expect((await call(getMe, shared, { as: 'bob/user' })).body.defaultPreset).toBeNull();
    await call(putMe, shared, { as: 'ann/user', body: { defaultPreset: null } });
    expect((await call(getMe, shared, { as: 'ann/user' })).body.defaultPreset).toBeNull();
  });

  it('may not set a preset that there is not', async () => {
    const answer = await call(putMe, ports(), { as: 'ann/user', body: { defaultPreset: 'h264-9000p' } });
    expect(answer).toMatchObject({ status: 400, body: { field: 'defaultPreset' } });
    expect(answer.body.detail).toContain('h264-1080p');
  });

  it('is nobody’s business but their own', async () => {
    expect((await call(getMe, ports())).status).toBe(401);
    expect((await call(putMe, ports(), { as: 'ann/viewer', body: { defaultPreset: null } })).status).toBe(403);
  });
});
