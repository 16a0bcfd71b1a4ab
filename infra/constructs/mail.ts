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

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { mailFrom, mailDomains } = settingsOf(this);
    this.#from = mailFrom;
    this.#allowed = mailDomains.map((domain) => `@${domain}`).join(',');
    this.feedback = new sns.Topic(this, 'Feedback', { enforceSSL: true });
    const about = new ses.ConfigurationSet(this, 'About', { reputationMetrics: true });
    about.addEventDestination('ToFeedback', {
      destination: ses.EventDestination.snsTopic(this.feedback),
      events: [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT],
    });
    this.#identity = new ses.EmailIdentity(this, 'Sender', {
      identity: ses.Identity.email(this.#from),
      configurationSet: about,
    });
  }

  readonly send: Use = (to) => {
    to.addEnvironment('REELMILL_MAIL_FROM', this.#from);
    if (this.#allowed) to.addEnvironment('REELMILL_MAIL_ALLOWED', this.#allowed);
    this.#identity.grantSendEmail(to);
  };
}
