export type Delivery = {
  readonly id: string;
  /** The parsed body; what is not JSON is given as the text it is. */
  readonly body: unknown;
  /** Names this delivery, not the message: the next one has another. */
  readonly receipt: string;
  /** Counts from 1; more than one when a worker took it before and fell silent. */
  readonly deliveries: number;
};

/** Work for whoever comes first. A message that is neither done nor extended is delivered again. */
export type WorkQueue = {
  readonly send: (body: unknown) => Promise<void>;
  /** At most `max` (10 or fewer), after waiting up to `waitSeconds` (20 or fewer) for the first. */
  readonly receive: (max: number, waitSeconds: number, signal?: AbortSignal) => Promise<Delivery[]>;
  /** Hides the message for `seconds` from now; false when this delivery does not hold it any more. */
  readonly extend: (receipt: string, seconds: number) => Promise<boolean>;
  /** Removes the message; one that is gone already is no error. */
  readonly done: (receipt: string) => Promise<void>;
};

/** The queue of a tag; throws `request.invalid` when there is none. */
export type WorkQueues = (tag: string) => WorkQueue;

/** How much lies in all queues: for a worker to take, and with one already. */
export type QueueSize = { readonly size: () => Promise<{ readonly waiting: number; readonly inFlight: number }> };
