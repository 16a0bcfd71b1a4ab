import type { Caller } from '#shared/caller.ts';
import type { Directory } from '#shared/ports/directory.ts';
import type { Profiles } from '#shared/ports/profiles.ts';
import type { Me } from './schema.ts';

export type MePorts = { readonly directory: Directory; readonly profiles: Profiles };

export const describeCaller = async (caller: Caller, { directory, profiles }: MePorts): Promise<Me> => {
  const [person, profile] = await Promise.all([directory.find(caller.owner), profiles.get(caller.owner)]);
  return {
    owner: caller.owner,
    name: person?.name ?? caller.name,
    ...(person?.verifiedEmail && { email: person.verifiedEmail }),
    permissions: [...caller.permissions],
    defaultPreset: profile.defaultPreset,
  };
};
