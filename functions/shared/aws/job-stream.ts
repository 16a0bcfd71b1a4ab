import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Job } from '../job.ts';

type Image = Record<string, AttributeValue> | undefined;
type State = Pick<Job, 'id' | 'owner' | 'kind' | 'state' | 'attempt' | 'parent'> &
  Partial<Pick<Job, 'createdAt' | 'queuedAt' | 'endedAt' | 'timings' | 'artifacts' | 'error'>>;

const stateIn = (image: Image): State | null => (image?.['sk']?.S === 'job' ? (unmarshall(image) as State) : null);

/** A write of a job record, from the table's stream; null for any other item and for a removal. */
export const changeOf = (before: Image, after: Image): { before: State | null; after: State } | null => {
  const now = stateIn(after);
  return now && { before: stateIn(before), after: now };
};
