import type { EngineError } from '#shared/errors.ts';
import type { WorkStore } from '#shared/operation.ts';
import type { OpenSource } from '#shared/ports/media-store.ts';

type WatchedSources = Pick<WorkStore, 'open'> & {
  /** Why one of the sources that were opened could not be read as it was asked for. */
  readonly failure: () => EngineError | undefined;
};

/** Remembers what a run opens: a source that could not be read is no proof of what a tool says of it. */
export const watchSources = (media: Pick<WorkStore, 'open'>): WatchedSources => {
  const opened: OpenSource[] = [];
  return {
    open: async (key) => {
      const source = await media.open(key);
      opened.push(source);
      return source;
    },
    failure: () => opened.map((source) => source.failure()).find((failure) => failure !== undefined),
  };
};
