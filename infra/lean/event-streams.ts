/**
 * Stands in for `@smithy/core/event-streams`: S3 has one operation with such a stream (SelectObjectContent), and
 * nobody here calls it.
 */
const refuse = (): never => {
  throw new Error('event streams are left out of our bundles: see infra/lean/event-streams.ts');
};

export const resolveEventStreamSerdeConfig = <C>(config: C): C => config;
export const eventStreamSerdeProvider = refuse;
export class EventStreamSerde {
  constructor() {
    refuse();
  }
}
