import type { SQSEvent } from 'aws-lambda';
import { callbacks } from '#shared/aws/callbacks.ts';
import { createLog } from '#shared/log.ts';
import { giveUp } from '../give-up.ts';

const ports = { callbacks: callbacks(), log: createLog('dead-letters') };

export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  for (const { body } of Records) await giveUp(body, ports);
};
