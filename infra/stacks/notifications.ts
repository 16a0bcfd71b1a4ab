import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DomainBus } from '../constructs/domain-bus.ts';
import { Mail } from '../constructs/mail.ts';
import { output } from '../constructs/output.ts';
import { Webhooks } from '../constructs/webhooks.ts';

/** Where domain events go, and what is sent to people and programs because of them. */
export class NotificationsStack extends Stack {
  readonly bus: DomainBus;
  readonly mail: Mail;
  readonly webhooks: Webhooks;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.bus = new DomainBus(this, 'Events');
    this.mail = new Mail(this, 'Mail');
    this.webhooks = new Webhooks(this, 'Webhooks');
    output(this, 'BusName', this.bus.bus.eventBusName);
  }
}
