/** The groups that live now, so that they end with us when we end in any way but `kill -9` (see `left-overs.ts`). */
const live = new Set<number>();

/** Signals a program and everything it started; one that has already ended is no error. */
export const signalGroup = (leader: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const endAll = (): void => {
  for (const leader of live) signalGroup(leader, 'SIGKILL');
};

export const enlist = (leader: number): Disposable => {
  if (live.size === 0) process.on('exit', endAll);
  live.add(leader);
  return {
    [Symbol.dispose]: () => {
      signalGroup(leader, 'SIGKILL');
      live.delete(leader);
      if (live.size === 0) process.off('exit', endAll);
    },
  };
};
