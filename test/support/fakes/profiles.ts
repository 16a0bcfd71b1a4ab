import type { Profile, Profiles } from '#shared/ports/profiles.ts';

export const inMemoryProfiles = (): Profiles => {
  const profiles = new Map<string, Profile>();
  return {
    get: async (owner) => profiles.get(owner) ?? { defaultPreset: null },
    put: async (owner, profile) => void profiles.set(owner, profile),
  };
};
