/**
 * Which ports of this machine may be reached all the same: none unless an installation at home says so, for its tests
 * and for sites on the same machine. `true` opens all of them, the engine's own services among them; name ports instead.
 */
export type LoopbackAllowance = boolean | readonly number[];

export const mayReachLoopback = (port: number, allowance: LoopbackAllowance): boolean =>
  typeof allowance === 'boolean' ? allowance : allowance.includes(port);
