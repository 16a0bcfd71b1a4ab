/** Owners have ids alone; the last characters tell them apart. */
export const sayOwner = (owner: string, me: string): string => (owner === me ? 'yours' : `of …${owner.slice(-6)}`);
