import type { Artifact } from '#shared/artifact.ts';

/** All that an artifact is made of in the store: a ladder is its folder, any other its one object. */
export const placeOf = ({ kind, key }: Pick<Artifact, 'kind' | 'key'>): string =>
  kind === 'playlist' ? key.slice(0, key.lastIndexOf('/') + 1) : key;
