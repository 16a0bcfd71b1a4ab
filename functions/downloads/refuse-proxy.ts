import { EngineError } from '#shared/errors.ts';

/** Refuses the name of a proxy that the installation does not have. */
export const refuseProxy = (name: string | undefined, proxies: readonly string[]): void => {
  if (name === undefined || proxies.includes(name)) return;
  const there = proxies.length > 0 ? `there are ${proxies.join(', ')}` : 'this installation has none';
  throw new EngineError('request.invalid', `proxy: there is no proxy ${JSON.stringify(name)}; ${there}`, {
    field: 'proxy',
  });
};
