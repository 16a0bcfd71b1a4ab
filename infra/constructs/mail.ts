import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';
import type { Use } from './engine-function.ts';

/** The sender of all mail, and what comes back for it. */
export class Mail extends Construct {
  /** Bounces and complaints. */
  readonly feedback: sns.Topic;
  readonly #from: string;
  readonly #allowed: string;
  readonly #identity: ses.EmailIdentity;
  readonly #about: ses.ConfigurationSet;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { mailFrom, mailDomains } = settingsOf(this);
    this.#from = mailFrom;
    this.#allowed = mailDomains.map((domain) => `@${domain}`).join(',');
    this.feedback = new sns.Topic(this, 'Feedback', { enforceSSL: true });
    this.#about = new ses.ConfigurationSet(this, 'About', { reputationMetrics: true });
    this.#about.addEventDestination('ToFeedback', {
      destination: ses.EventDestination.snsTopic(this.feedback),
      events: [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT],
    });
    this.#identity = new ses.EmailIdentity(this, 'Sender', {
      identity: ses.Identity.email(this.#from),
      configurationSet: this.#about,
    });
  }

  /** Knows whom mail may go to, besides owners. */
  readonly judge: Use = (to) => {
    if (this.#allowed) to.addEnvironment('REELMILL_MAIL_ALLOWED', this.#allowed);
  };

  readonly send: Use = (to) => {
    this.judge(to);
    to.addEnvironment('REELMILL_MAIL_FROM', this.#from);
    this.#identity.grantSendEmail(to);
    // what is sent goes through the set, which takes the same right
    iam.Grant.addToPrincipal({
      grantee: to,
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'ses',
          resource: 'configuration-set',
          resourceName: this.#about.configurationSetName,
        }),
      ],
    });
  };
}
