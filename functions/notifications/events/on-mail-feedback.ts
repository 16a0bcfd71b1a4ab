import { engineTable } from '#shared/aws/dynamo.ts';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { env } from '#shared/env.ts';
import { createLog } from '#shared/log.ts';
import { suppressRefused } from '../suppress-refused.ts';

const ports = { ledger: mailLedger(engineTable(env('REELMILL_TABLE'))), log: createLog('mail-feedback') };

export const handler = async (event: unknown): Promise<void> => {
  await suppressRefused(event, ports);
};
