import type { Answers } from './ports.ts';

/** The machines that work outside. */
export const ofWorkers: Answers<'here' | 'gone'> = {
  here: async ({ news }, { presence }) => {
    await presence.tell(news);
    return {};
  },
  gone: async ({ worker }, { presence }) => {
    await presence.leave(worker);
    return {};
  },
};
