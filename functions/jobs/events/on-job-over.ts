import { checkpoints } from '#shared/aws/checkpoints.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { links } from '#shared/aws/links.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { env } from '#shared/env.ts';
import { freeFiles } from '../free-files.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  jobs: jobTable(table),
  links: links(table),
  checkpoints: checkpoints(table),
  media: mediaStore(env('REELMILL_MEDIA_BUCKET')),
};

export const handler = (event: unknown): Promise<void> => freeFiles(event, ports);
