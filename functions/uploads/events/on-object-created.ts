import { engineTable } from '#shared/aws/dynamo.ts';
import { jobLog } from '#shared/aws/job-log.ts';
import { jobTable } from '#shared/aws/job-table.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { profileTable } from '#shared/aws/profiles.ts';
import { uploadTable } from '#shared/aws/upload-table.ts';
import { workflows } from '#shared/aws/workflows.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { takeObject } from '../take-object.ts';

const table = engineTable(env('REELMILL_TABLE'));
const ports = {
  uploads: uploadTable(table),
  profiles: profileTable(table),
  jobs: jobTable(table),
  logs: jobLog(table),
  media: mediaFacts(env('REELMILL_MEDIA_BUCKET')),
  workflows: workflows(env('REELMILL_WORKFLOWS')),
  log: createLog('uploads'),
};

export const handler = async (event: unknown): Promise<void> => {
  await takeObject(event, new Date(), ports);
};
