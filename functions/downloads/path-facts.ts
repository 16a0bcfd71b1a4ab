import type { InfoJson } from './info.ts';
import type { PathFacts } from './path-template.ts';
import type { Place } from './schema.ts';
import { dateOf, siteOf } from './view-info.ts';

/** What is known of the very file, rather than of its page. */
export type MadeFile = Pick<PathFacts, 'ext' | 'width' | 'height'>;

/** What a template may name of a file, from what the site says, what was made, and where it stands among others. */
export const pathFactsOf = (
  info: InfoJson,
  {
    file,
    random,
    place = {},
  }: { readonly file: MadeFile; readonly random: string; readonly place?: Place | undefined },
): PathFacts => ({
  id: info.id,
  title: info.title,
  uploader: info.uploader,
  channel: info.channel,
  date: dateOf(info),
  seconds: info.duration,
  site: siteOf(info),
  playlist: place.playlist ?? info.playlist_title,
  playlistIndex: place.playlistIndex ?? info.playlist_index,
  index: place.index ?? null,
  random,
  ...file,
});
