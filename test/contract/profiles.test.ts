import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileTable } from '#shared/aws/profiles.ts';
import { newId } from '#shared/ids.ts';
import type { Profiles } from '#shared/ports/profiles.ts';
import { inMemoryProfiles } from '../support/fakes/profiles.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: () => Promise<Profiles>) => {
  let profiles: Profiles;
  beforeAll(async () => {
    profiles = await open();
  });

  it('has defaults for whoever never set anything', async () => {
    expect(await profiles.get(newId())).toEqual({ defaultPreset: null });
  });

  it('keeps what was set, and takes it back', async () => {
    const owner = newId();
    await profiles.put(owner, { defaultPreset: 'h264-720p' });
    expect(await profiles.get(owner)).toEqual({ defaultPreset: 'h264-720p' });
    await profiles.put(owner, { defaultPreset: null });
    expect(await profiles.get(owner)).toEqual({ defaultPreset: null });
  });

  it('keeps users apart', async () => {
    const owner = newId();
    await profiles.put(owner, { defaultPreset: 'mp3' });
    expect(await profiles.get(`${owner}x`)).toEqual({ defaultPreset: null });
  });
};

describe('profiles in memory', () => contract(async () => inMemoryProfiles()));

describe('profiles in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => profileTable((await own).table));
});
