import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '#shared/errors.ts';
import { work } from '#shared/operation.ts';
import { estimateFetch } from '../estimate.ts';
import { type FoundItem, infoOf, withoutCookies } from '../found-item.ts';
import { nameAtSite } from '../name-at-site.ts';
import { refuseSize } from '../refuse-size.ts';
import type { DownloadJob } from '../schema.ts';
import { chosenFiles, viewFormats } from '../view-info.ts';
import { waitForStart } from '../wait-for-start.ts';
import { askFor } from './ask-for.ts';
import { look } from './look.ts';
import { visitSite } from './visit-site.ts';

/** Pages, manifests and programs of players; a page that goes on for longer is no page. */
const mostBytesOfALook = 256 * 1024 ** 2;

/** Seconds until the stream begins, where it is announced and to be waited for. */
const waitOf = (item: FoundItem, { wishes }: DownloadJob, askedAt: string): number => {
  const wait = waitForStart(viewFormats(infoOf(item)), {
    now: new Date(),
    askedAt: new Date(askedAt),
    live: wishes.live,
  });
  if (wait !== null) return wait;
  throw new EngineError('source.live-not-started', 'the stream does not begin within the time that was to be waited');
};

export const lookRun = work(look, async ({ request, askedAt }, context, ports) => {
  const ytDlp = await ports.web.version();
  context.log(`yt-dlp ${ytDlp}`);
  context.report({ stage: 'extracting' });
  const journey = { request, context, ports, maxBytes: mostBytesOfALook };
  const visited = await visitSite(journey, { withCookies: false }, (visit) => askFor(request, visit, context));
  const info = infoOf(visited.answer);
  const refusal = refuseSize(info, request.wishes);
  if (refusal) throw refusal;

  const key = `${context.prefix.work}info.json`;
  const path = join(context.scratch, 'info.json');
  await writeFile(path, JSON.stringify(visited.withCookies ? withoutCookies(visited.answer) : visited.answer));
  await ports.media.save(path, key, { mediaType: 'application/json', signal: context.signal });

  const { live } = viewFormats(info);
  const expected = chosenFiles(info);
  return {
    ...{ info: key, title: info.title, ...nameAtSite(info, request), seconds: info.duration, live },
    waitSeconds: waitOf(visited.answer, request, askedAt),
    ...{ expected, withCookies: visited.withCookies, ytDlp },
    estimate: estimateFetch({ seconds: info.duration, live, expected }, request.wishes),
  };
});
