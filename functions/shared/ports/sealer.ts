import type { SealContext } from '../envelope.ts';

/** Keeps texts unreadable while they lie somewhere; what opens one must say what it is of. */
export type Sealer = {
  readonly seal: (text: Uint8Array, context: SealContext) => Promise<Uint8Array>;
  readonly open: (sealed: Uint8Array, context: SealContext) => Promise<Uint8Array>;
};
