import { inject } from 'vitest';
import { openSite, type Site } from './site/site.ts';

/** A site that the deployed stack may fetch from: there is room for three at once. */
export const openStackSite = (nth: 0 | 1 | 2 = 0): Promise<Site> => openSite(inject('stack').sitePorts[nth]);

/** What the tests' yt-dlp takes for a video of YouTube, and finds at `/watch/{name}` of the site; names of four letters. */
export const youTubeIdOf = (site: Site, name: string): string => `rm${site.port}${name}`;
