import type { SiteItem } from '#shared/ports/archive.ts';
import type { InfoJson } from './info.ts';
import type { DownloadJob } from './schema.ts';
import { siteOf } from './view-info.ts';

/** By what an item is known at its site. Pages of no known site have no ids that are theirs alone: there the address is. */
export const nameAtSite = (info: InfoJson, { url, place }: Pick<DownloadJob, 'url' | 'place'>): SiteItem => {
  const site = siteOf(info);
  if (site !== 'generic') return { site, item: info.id };
  return { site, item: place?.item === undefined ? url : `${url}#${place.item}` };
};
