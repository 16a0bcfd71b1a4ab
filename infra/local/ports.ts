import { createServer } from 'node:net';
import type { Home } from './home.ts';
import { readJson, writeJson } from './json-file.ts';

const names = ['door', 'emulator', 's3', 'master', 'volume', 'filer', 'storeAdmin'] as const;

export type Ports = Readonly<Record<(typeof names)[number], number>>;

// SeaweedFS puts each service's gRPC at its port plus 10,000; both stay below where systems take outgoing ports from.
const grpcOffset = 10_000;
const lowest = 14_700;
const highest = 22_700 - names.length;

/** The ports of a stack are neighbours from `first` on. */
export const portsFrom = (first: number): Ports =>
  Object.fromEntries(names.map((name, place) => [name, first + place])) as Ports;

export const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

const allFree = async (ports: Ports): Promise<boolean> => {
  for (const port of Object.values(ports)) {
    if (!(await isFree(port)) || !(await isFree(port + grpcOffset))) return false;
  }
  return true;
};

/** The ports that this folder had before, or free ones, kept from now on: sign-in and upload recovery depend on them. */
export const choosePorts = async (home: Home): Promise<Ports> => {
  const kept = await readJson<Ports>(home.ports);
  if (kept) return kept;
  for (let tries = 0; tries < 200; tries += 1) {
    const ports = portsFrom(lowest + names.length * Math.floor((Math.random() * (highest - lowest)) / names.length));
    if (await allFree(ports)) {
      await writeJson(home.ports, ports);
      return ports;
    }
  }
  throw new Error(`no ${names.length} neighbouring ports are free between ${lowest} and ${highest}`);
};

/** Fails with what to do when another program has one of our ports. */
export const assertFree = async (ports: Ports, file: string): Promise<void> => {
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port)))
      throw new Error(
        `port ${port} (${name}) is taken by another program: end that program, or remove ${file} to choose other ports`,
      );
  }
};
