import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { counters } from '#shared/aws/counters.ts';
import { engineTable } from '#shared/aws/dynamo.ts';
import { events } from '#shared/aws/events.ts';
import { changeOf } from '#shared/aws/job-stream.ts';
import { env } from '#shared/env.ts';
import { countChanges } from '../count-changes.ts';
import { tellChanges } from '../tell-changes.ts';

const bus = events(env('REELMILL_BUS'));
const figures = counters(engineTable(env('REELMILL_TABLE')));

type Image = Record<string, AttributeValue> | undefined;

/** A batch that cannot be told is delivered again as a whole: whoever listens is ready to hear a thing twice. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
  const changes = Records.flatMap(
    ({ dynamodb }) => changeOf(dynamodb?.OldImage as Image, dynamodb?.NewImage as Image) ?? [],
  );
  await tellChanges(changes, bus);
  await countChanges(changes, figures);
};
