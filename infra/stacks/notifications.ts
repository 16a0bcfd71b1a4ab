import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DomainBus } from '../constructs/domain-bus.ts';
import { Mail } from '../constructs/mail.ts';
import { output } from '../constructs/output.ts';

/** Where domain events go, and what is sent to people because of them. */
export class NotificationsStack extends Stack {
  readonly bus: DomainBus;
  readonly mail: Mail;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.bus = new DomainBus(this, 'Events');
    this.mail = new Mail(this, 'Mail');
    output(this, 'BusName', this.bus.bus.eventBusName);
  }
}
