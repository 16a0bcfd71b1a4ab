import type { Directory, Person } from '#shared/ports/directory.ts';

export const inMemoryDirectory = (people: readonly Person[]): Directory => ({
  find: async (owner) => people.find((person) => person.owner === owner) ?? null,
});
