import { EngineError } from '#shared/errors.ts';
import type { WorkContext } from '#shared/operation.ts';
import { lookArguments } from '../download-arguments.ts';
import { type FoundItem, foundItem } from '../found-item.ts';
import type { DownloadJob } from '../schema.ts';
import { askYtDlp } from './ask-yt-dlp.ts';
import type { Visit } from './visit-site.ts';

/** Has yt-dlp say what is at the address of a job, and which formats it would fetch. */
export const askFor = async (request: DownloadJob, visit: Visit, context: WorkContext): Promise<FoundItem> => {
  const { web, cookies } = visit;
  const args = lookArguments(request, { ...web.machine, ...(cookies && { cookies }) });
  const item = foundItem(await askYtDlp(args, request, visit, context));
  if (item) return item;
  throw new EngineError('source.unsupported', 'there is a list at this address, and nothing in it');
};
