import { unanswered } from '../infra/local/unanswered.ts';

export type KeptCookies = {
  readonly id: string;
  readonly site: string;
  readonly name: string;
  readonly count: number;
  readonly expired: boolean;
  readonly expiresAt?: string;
  readonly usedAt?: string;
};

/** What is sent: the text of a cookies.txt, or a list as browser extensions export it. */
export type CookiesToPush = (
  | { readonly format: 'netscape'; readonly cookies: string }
  | { readonly format: 'json'; readonly cookies: readonly unknown[] }
) & { readonly site: string; readonly name?: string };

type Installation = { readonly url: string; readonly key: string };

const path = '/api/v1/auth/cookies';

/** What an installation is asked about cookies; what it refuses throws with its own words. */
export const cookiesApi = ({ url, key }: Installation) => {
  const ask = async (method: string, at: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${at}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
    }).catch((failure: unknown) => {
      throw unanswered(url, failure);
    });
    const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
    if (response.ok) return answer;
    const { detail, title } = (answer ?? {}) as { detail?: string; title?: string };
    throw new Error(detail ?? title ?? `${url} answered with ${response.status}`);
  };
  return {
    push: async (cookies: CookiesToPush) => (await ask('POST', path, cookies)) as KeptCookies,
    list: async () => ((await ask('GET', path)) as { cookies: KeptCookies[] }).cookies,
    erase: async (id: string) => void (await ask('DELETE', `${path}/${encodeURIComponent(id)}`)),
  };
};
