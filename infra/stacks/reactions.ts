import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EngineFunction } from '../constructs/engine-function.ts';
import { LostEvents } from '../constructs/lost-events.ts';
import { output } from '../constructs/output.ts';
import { reactionsOf, type Surroundings } from '../reactions.ts';

export type ReactionsStackProps = StackProps & Surroundings;

/** What the engine does by itself when something happened, by the table in `reactions.ts`. */
export class ReactionsStack extends Stack {
  readonly functions: readonly EngineFunction[];
  readonly lost: LostEvents;

  constructor(scope: Construct, id: string, props: ReactionsStackProps) {
    super(scope, id, { env: props.env, stackName: props.stackName });
    this.lost = new LostEvents(this, 'Lost');
    this.functions = Object.entries(reactionsOf(props)).map(([entry, { when, ...rest }]) => {
      const made = new EngineFunction(this, nameOf(entry), { entry, ...rest });
      when(made, this, this.lost.queue);
      this.lost.keepFailuresOf(made);
      return made;
    });
    output(this, 'LostEventsUrl', this.lost.queue.queueUrl);
  }

  /** The one that starts from that file. */
  readonly at = (entry: string): EngineFunction => {
    const found = this.functions.find((made) => made.entry === entry);
    if (!found) throw new Error(`no reaction starts from ${entry}`);
    return found;
  };
}

const nameOf = (entry: string): string => entry.replace(/^functions\/|\.ts$/g, '').replaceAll('/', '-');
