import { liesAt } from '#shared/lies-at.ts';
import type { ColdStorage, Frost } from '#shared/ports/cold-storage.ts';

/** Hours by key of what is frozen at first; `arrive` lets time pass until all that was asked for is there. */
export const inMemoryColdStorage = (frozen: Readonly<Record<string, number>> = {}) => {
  const cold = new Map<string, Frost>(Object.entries(frozen).map(([key, hours]) => [key, { state: 'frozen', hours }]));
  const asked: string[] = [];
  const look = (place: string): Frost => {
    const found = [...cold].filter(([key]) => liesAt(place, key)).map(([, frost]) => frost);
    const state = (['frozen', 'restoring'] as const).find((worst) => found.some((frost) => frost.state === worst));
    return { state: state ?? 'ready', hours: Math.max(0, ...found.map(({ hours }) => hours)) };
  };
  const storage: ColdStorage = {
    look: async (place) => look(place),
    restore: async (place, days) => {
      for (const [key, { state, hours }] of cold) {
        if (state !== 'frozen' || !liesAt(place, key)) continue;
        asked.push(`${key} for ${days} days`);
        cold.set(key, { state: 'restoring', hours });
      }
      return look(place);
    },
  };
  const arrive = () => {
    for (const [key, { state }] of cold) if (state === 'restoring') cold.delete(key);
  };
  return { ...storage, asked, arrive };
};
