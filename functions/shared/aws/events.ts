import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { EngineError } from '../errors.ts';
import type { Events } from '../ports/events.ts';
import { clientOptions, once, reporting } from './client.ts';

const eventBridge = once(() => reporting(new EventBridgeClient(clientOptions), 'service.unavailable'));

/** What rules match on, whoever of the engine published. */
export const eventSource = 'reelmill';

export const events = (bus: string, client: EventBridgeClient = eventBridge()): Events => ({
  publish: async (type, detail) => {
    const entry = { EventBusName: bus, Source: eventSource, DetailType: type, Detail: JSON.stringify(detail) };
    const { FailedEntryCount = 0, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount === 0) return;
    const { ErrorCode, ErrorMessage } = Entries?.[0] ?? {};
    throw new EngineError('service.unavailable', `the bus refused "${type}": ${ErrorCode} ${ErrorMessage}`);
  },
});
