import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { traitsOf } from '../targets.ts';

export type FanOutProps = {
  /** How many times it is done, at least once; JSONata. Each time is told by its number, from 1. */
  readonly count: string;
  /** How many of them at once; JSONata. */
  readonly atOnce: string;
  /** What each is given, as `$states.input`; in here `number` is its number. */
  readonly given: (number: string) => Readonly<Record<string, string>>;
  /** The states of one. They see their input and nothing else of the workflow, and see to their own failures. */
  readonly each: sfn.IChainable;
  /** Takes over with the variable `failure`, when it fails as a whole. */
  readonly onFailure: sfn.IChainable;
};

/**
 * The same, many times over, so many at once. Only numbers go into it and nothing comes out: what is worked on and what
 * becomes of it lies elsewhere, since a state holds 256 KB. In AWS each is an execution of its own (a Distributed Map): in
 * one execution there is room for 40 at once and 25,000 events. The emulator of a home knows the plain Map only, and has
 * neither limit.
 */
export class FanOut extends Construct {
  readonly state: sfn.Map | sfn.DistributedMap;

  constructor(scope: Construct, id: string, { count, atOnce, given, each, onFailure }: FanOutProps) {
    super(scope, id);
    const props = {
      stateName: id,
      items: sfn.ProvideItems.jsonata(`{% [1..${count}] %}`),
      jsonataMaxConcurrency: `{% ${atOnce} %}`,
      itemSelector: given('{% $states.context.Map.Item.Value %}'),
      outputs: {},
    };
    this.state = traitsOf(this).wideMaps
      ? sfn.DistributedMap.jsonata(this, 'Each', { ...props, mapExecutionType: sfn.StateMachineType.STANDARD })
      : sfn.Map.jsonata(this, 'Each', props);
    this.state.itemProcessor(each);
    this.state.addCatch(onFailure, { assign: { failure: '{% $states.errorOutput %}' }, outputs: {} });
  }
}
