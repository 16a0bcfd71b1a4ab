import { EngineError } from '#shared/errors.ts';
import type { Links, LinkTarget } from '#shared/ports/links.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { StreamPass } from '#shared/ports/stream-pass.ts';
import { type Reply, route, seeOther } from '#shared/route.ts';
import { linkParams, linkQuery } from '../schema.ts';
import { toGonePage } from '../to-gone-page.ts';

type Ports = { links: Links; media: Pick<MediaStore, 'head' | 'presign'>; streamPass: StreamPass };

/** Long enough for a player that seeks through a film; the link itself may be followed again. */
const presignedSeconds = 6 * 3600;

/** What a browser shows and does not run: the type of a source is whatever its owner said it was. */
const harmless = /^(audio|video)\/|^image\/(?!svg)/;

const ladders = ['application/vnd.apple.mpegurl', 'application/dash+xml'];
const isLadder = (key: string, mediaType: string): boolean =>
  key.startsWith('processed/') && ladders.includes(mediaType);

const stream = async ({ key }: LinkTarget, origin: string, now: Date, { streamPass }: Ports): Promise<Reply> => {
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  const expiresAt = new Date(now.getTime() + presignedSeconds * 1000);
  const cookies = await streamPass.cookies(folder, expiresAt, { secure: origin.startsWith('https:') });
  return seeOther(`${origin}/media/${key.split('/').map(encodeURIComponent).join('/')}`, cookies);
};

export const followLink = route({
  method: 'GET',
  path: '/api/v1/links/{token}',
  summary: 'Follow a link to a file',
  description:
    'Open to all who have it, until it expires or is revoked. Redirects to where the bytes are; of a ladder, to the ' +
    'page that plays it, or with `inline` to its playlist. A browser is led to a page that tells of a dead link; a ' +
    'program gets the problem.',
  allows: 'open',
  params: linkParams,
  query: linkQuery,
  replies: { 303: null },
  refusalPage: toGonePage,
  handle: async ({ params, query, now, origin }, ports: Ports) => {
    const target = await ports.links.resolve(params.token, now);
    const stored = target && (await ports.media.head(target.key));
    if (!target || !stored) throw new EngineError('link.not-found', 'ask for a new link');
    if (stored.state !== 'ready') throw new EngineError('artifact.frozen', `${target.fileName} is in cold storage`);
    const wantsToSee = query.inline === 'true';
    // its playlist alone would be saved: a file that plays nothing
    if (isLadder(target.key, stored.mediaType))
      return wantsToSee ? stream(target, origin, now, ports) : seeOther(`${origin}/watch/${params.token}`);
    const inline = wantsToSee && harmless.test(stored.mediaType);
    return seeOther(
      await ports.media.presign(target.key, { seconds: presignedSeconds, fileName: target.fileName, inline }),
    );
  },
});
