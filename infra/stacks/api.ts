import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AreaApi } from '../constructs/area-api.ts';
import type { Use } from '../constructs/engine-function.ts';
import type { Product } from '../product.ts';
import type { FrontStack } from './front.ts';
import type { IdentityStack } from './identity.ts';
import type { StorageStack } from './storage.ts';
import type { WorkflowsStack } from './workflows.ts';

export type ApiStackProps = StackProps & {
  readonly product: Product;
  readonly storage: StorageStack;
  readonly front: FrontStack;
  readonly identity: IdentityStack;
  readonly workflows: WorkflowsStack;
};

/** The functions that answer the API: one for each area of `functions/` that has routes. */
export class ApiStack extends Stack {
  readonly areas: readonly AreaApi[];

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, { env: props.env, stackName: props.stackName });
    const uses = areaUses(props);
    this.areas = [...props.product.routes].map(([area, routes]) => {
      const own = uses[area];
      if (!own) throw new Error(`functions/${area}/routes: say in infra/stacks/api.ts what the area may use`);
      return new AreaApi(this, area, {
        area,
        routes,
        api: props.front.api.api,
        uses: [props.storage.jobs.readWrite, props.identity.people.verify, ...props.front.uses, ...own],
        answersUnknown: area === 'ops',
      });
    });
  }
}

/** What each area may do, besides counting calls in the table and checking tokens. */
const areaUses = ({ storage: { media }, workflows: { workflows } }: ApiStackProps): Record<string, readonly Use[]> => ({
  auth: [],
  jobs: [
    media.use({ read: ['processed/'], erase: ['processed/', 'work/'], restore: ['raw/', 'processed/'] }),
    workflows.control,
  ],
  links: [media.use({ read: ['processed/'] })],
  media: [media.use({ read: ['raw/', 'processed/'] }), workflows.control],
  notifications: [],
  ops: [media.use({})],
  uploads: [media.use({ read: ['raw/'], write: ['raw/'], erase: ['raw/'] }), workflows.control],
});
