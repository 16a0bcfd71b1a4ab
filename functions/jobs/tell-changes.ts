import type { Job } from '#shared/job.ts';
import type { Events } from '#shared/ports/events.ts';

/** A job record before and after one write; null before its first. */
export type Change = { readonly before: Told | null; readonly after: Told };
type Told = Pick<Job, 'id' | 'owner' | 'kind' | 'state' | 'attempt' | 'parent'>;

/** The domain event of a change: only a new state is one. */
const eventOf = ({ before, after }: Change): { type: string; detail: Record<string, unknown> } | null =>
  before?.state === after.state && before.attempt === after.attempt
    ? null
    : {
        type: `job.${after.state}`,
        detail: {
          ...{ id: after.id, owner: after.owner, kind: after.kind, attempt: after.attempt },
          ...(after.parent && { parent: after.parent.id }),
        },
      };

export const tellChanges = async (changes: readonly Change[], events: Events): Promise<void> => {
  for (const change of changes) {
    const event = eventOf(change);
    if (event) await events.publish(event.type, event.detail);
  }
};
