import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EngineFunction } from '../constructs/engine-function.ts';
import { reactionsOf, type Surroundings } from '../reactions.ts';

export type ReactionsStackProps = StackProps & Surroundings;

/** What the engine does by itself when something happened, by the table in `reactions.ts`. */
export class ReactionsStack extends Stack {
  readonly functions: readonly EngineFunction[];

  constructor(scope: Construct, id: string, props: ReactionsStackProps) {
    super(scope, id, { env: props.env, stackName: props.stackName });
    this.functions = Object.entries(reactionsOf(props)).map(([entry, { when, ...rest }]) => {
      const made = new EngineFunction(this, nameOf(entry), { entry, ...rest });
      when(made, this);
      return made;
    });
  }
}

const nameOf = (entry: string): string => entry.replace(/^functions\/|\.ts$/g, '').replaceAll('/', '-');
