import { type GuardRules, judgeUrl } from '#shared/guard/judge-url.ts';
import { type CookiePorts, mustHaveCookies } from './must-have-cookies.ts';
import { refuseProxy } from './refuse-proxy.ts';
import type { FetchWishes } from './schema.ts';

export type AskPorts = CookiePorts & {
  /** What this installation lets through. */
  readonly guardRules: GuardRules;
  /** The names of its proxies. */
  readonly proxies: readonly string[];
};

type Asked = { readonly url: string; readonly wishes: Pick<FetchWishes, 'proxy' | 'cookies'> };

/** The address of a query in the one way to write it; throws when it may not be asked, or not so. */
export const mayAsk = async (
  { url, wishes: { proxy, cookies } }: Asked,
  { owner, now }: { readonly owner: string; readonly now: Date },
  ports: AskPorts,
): Promise<string> => {
  const { href } = judgeUrl(url, ports.guardRules);
  refuseProxy(proxy, ports.proxies);
  await mustHaveCookies({ cookies, owner, now, field: 'cookies' }, ports);
  return href;
};
