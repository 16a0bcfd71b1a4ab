import type { Job } from '../api/types.ts';

/** The host of an address, as people call a site; null for what is no address. */
export const hostOf = (address: unknown): string | null =>
  typeof address === 'string' && URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : null;

/** The host that a download comes from; null for what comes from no site. */
export const siteOf = ({ request }: Pick<Job, 'request'>): string | null => {
  const { url, from } = request as { readonly url?: unknown; readonly from?: { readonly url?: unknown } };
  return hostOf(url ?? from?.url);
};
