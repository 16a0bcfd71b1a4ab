import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AreaApi } from '../constructs/area-api.ts';
import { told, type Use } from '../constructs/engine-function.ts';
import type { Product } from '../product.ts';
import { settingsOf } from '../settings.ts';
import type { ComputeStack } from './compute.ts';
import type { FrontStack } from './front.ts';
import type { IdentityStack } from './identity.ts';
import type { NotificationsStack } from './notifications.ts';
import type { StorageStack } from './storage.ts';
import type { WorkflowsStack } from './workflows.ts';

export type ApiStackProps = StackProps & {
  readonly product: Product;
  readonly storage: StorageStack;
  readonly front: FrontStack;
  readonly identity: IdentityStack;
  readonly notifications: NotificationsStack;
  readonly compute: ComputeStack;
  readonly workflows: WorkflowsStack;
};

/** The functions that answer the API: one for each area of `functions/` that has routes. */
export class ApiStack extends Stack {
  readonly areas: readonly AreaApi[];

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, { env: props.env, stackName: props.stackName });
    const { product, storage, front, identity } = props;
    const common = [
      storage.jobs.readWrite,
      identity.people.verify,
      ...front.uses,
      told('REELMILL_RATES', settingsOf(this).rates),
    ];
    const own = areaUses(props);
    this.areas = [...product.routes].map(([area, routes]) => {
      const uses = own[area];
      if (!uses) throw new Error(`functions/${area}/routes: say in infra/stacks/api.ts what the area may use`);
      const answersUnknown = area === 'ops';
      return new AreaApi(this, area, { area, routes, api: front.api.api, uses: [...common, ...uses], answersUnknown });
    });
  }
}

/** What each area may do, besides counting calls in the table and checking tokens. */
const areaUses = ({
  storage: { media, cookies },
  front,
  identity: { people },
  notifications: { mail, webhooks },
  compute: { queues },
  workflows: { workflows },
}: ApiStackProps): Record<string, readonly Use[]> => ({
  auth: [people.lookUp, cookies.keep],
  downloads: [
    workflows.control,
    people.lookUp,
    mail.judge,
    media.use({ read: ['processed/'] }),
    told('REELMILL_PROXIES', settingsOf(front).proxies),
    told('REELMILL_LOOKS', settingsOf(front).looks),
    cookies.look,
  ],
  // a job's source can be looked at and fetched beside its results
  jobs: [media.use({ read: ['raw/', 'processed/'], restore: ['processed/'] }), workflows.control],
  links: [media.use({ read: ['raw/', 'processed/'] }), ...front.sign],
  media: [media.use({ read: ['raw/', 'processed/'] }), workflows.control, people.lookUp, mail.judge],
  ops: [media.use({}), queues.measure],
  uploads: [
    media.use({ read: ['raw/'], write: ['raw/'], erase: ['raw/'], restore: ['raw/'] }),
    workflows.control,
    people.lookUp,
    mail.judge,
    told('REELMILL_MAX_UPLOAD_BYTES', settingsOf(front).maxUploadBytes?.toString()),
  ],
  // makes secrets, and shows an owner the default one
  webhooks: [webhooks.send, webhooks.open],
  // signs addresses for workers outside, which have no credentials of their own
  worker: [
    media.use({ read: ['raw/', 'processed/', 'work/'], write: ['processed/', 'work/'] }),
    queues.consume,
    workflows.answer,
    cookies.open,
    told('REELMILL_SITES', settingsOf(front).sites),
  ],
});
