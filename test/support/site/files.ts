import { isMember, type Page, refuse, times } from './asked.ts';
import { sendFile } from './send-file.ts';

const halfway = 0.5;

/** How a file may come: the last part of the path names it, `clip.mp4`, `long.mp4`, …; see `media.ts`. */
export const files: Readonly<Record<string, Page>> = {
  /** `/plain/clip.mp4`: with ranges, an ETag and a date. */
  plain: (asked, reply) => sendFile(asked, reply),
  /** `/unranged/clip.mp4`: always from the beginning, and nothing to know it by. */
  unranged: (asked, reply) => sendFile(asked, reply, { ranges: false }),
  /** `/slow/20000/clip.mp4`: so many bytes a second. */
  slow: (asked, reply) => sendFile(asked, reply, { bytesPerSecond: Number(asked.rest[0]) }),
  /** `/cut/2/clip.mp4`: the connection breaks halfway, twice; `once`, `always`. */
  cut: (asked, reply) => sendFile(asked, reply, asked.nth <= times(asked.rest[0]) ? { breakAfter: halfway } : {}),
  /** `/overstated/clip.mp4`: says that more comes than does. */
  overstated: (asked, reply) => sendFile(asked, reply, { ranges: false, lengthSaid: 2 }),
  /** `/understated/clip.mp4`: says that half of it is all, and sends no more. */
  understated: (asked, reply) => sendFile(asked, reply, { ranges: false, lengthSaid: halfway }),
  /** `/replaced/long.mp4`: breaks halfway once, and is another film from then on. */
  replaced: (asked, reply) =>
    sendFile(asked, reply, asked.nth <= 1 ? { breakAfter: halfway } : { instead: `later-${asked.rest[0]}` }),
  /** `/busy/2/1/clip.mp4`: twice 429, to be asked again after a second. */
  busy: (asked, reply) =>
    asked.nth <= times(asked.rest[0])
      ? refuse(reply, 429, { 'retry-after': asked.rest[1] ?? '1' })
      : sendFile(asked, reply),
  /** `/flaky/once/clip.mp4`: 503 first. */
  flaky: (asked, reply) => (asked.nth <= times(asked.rest[0]) ? refuse(reply, 503) : sendFile(asked, reply)),
  /** `/moved/3/clip.mp4`: three redirects to the plain file. */
  moved: ({ rest: [hops, name] }, reply) =>
    refuse(reply, 302, { location: Number(hops) > 1 ? `/moved/${Number(hops) - 1}/${name}` : `/plain/${name}` }),
  /** `/away?to=http://169.254.169.254/`: a redirect to wherever is said. */
  away: ({ url }, reply) => refuse(reply, 302, { location: url.searchParams.get('to') ?? '/' }),
  /** `/answers/451/clip.mp4`: that status and nothing else. */
  answers: ({ rest: [status] }, reply) => refuse(reply, Number(status)),
  /** `/for-members/clip.mp4`: 403 without the cookie of a member. */
  'for-members': (asked, reply) => (isMember(asked) ? sendFile(asked, reply) : refuse(reply, 403)),
};
