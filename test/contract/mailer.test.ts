import { randomUUID } from 'node:crypto';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mailer } from '#shared/aws/mailer.ts';
import type { Mailer } from '#shared/ports/mailer.ts';
import { inMemoryMailer } from '../support/fakes/mailer.ts';
import { connectionTo } from '../support/stack-connection.ts';

type Opened = { readonly mailer: Mailer; readonly down: Mailer; readonly find: (to: string) => Promise<unknown> };

const contract = (open: () => Promise<Opened>) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });

  const aMessage = () => ({
    to: `${randomUUID()}@example.com`,
    subject: 'Ürlaub is ready',
    text: 'It is ready.\n',
    html: '<p>It is <b>ready</b>.</p>',
  });

  it('delivers what it was given', async () => {
    const message = aMessage();
    await opened.mailer.send(message);
    expect(await opened.find(message.to)).toMatchObject(message);
  });

  it('throws when the mail was not taken, so that it is tried again', async () => {
    await expect(opened.down.send(aMessage())).rejects.toMatchObject({ code: 'service.unavailable' });
  });
};

describe('a mailer in memory', () =>
  contract(async () => {
    const mails = inMemoryMailer();
    const find = async (to: string) => mails.sent.find((sent) => sent.to === to);
    return { mailer: mails, down: inMemoryMailer(1), find };
  }));

/** A mail as the emulator shows it. */
type Delivered = {
  readonly To: readonly string[];
  readonly Subject: string;
  readonly BodyText: string;
  readonly BodyHtml: string;
};

const shown = ({ To, Subject, BodyText, BodyHtml }: Delivered) => ({
  to: To[0],
  subject: Subject,
  text: BodyText,
  html: BodyHtml,
});

describe('a mailer in SES', () => {
  const client = new SESClient(connectionTo('control'));
  afterAll(() => client.destroy());

  contract(async () => {
    const from = `reelmill-${randomUUID()}@example.com`;
    await client.send(new VerifyEmailIdentityCommand({ EmailAddress: from }));
    const find = async (to: string) => {
      const answer = await fetch(`${inject('stack').endpoint}/_ministack/ses/messages`);
      const { messages } = (await answer.json()) as { messages: Record<string, Delivered[]> };
      return Object.values(messages)
        .flat()
        .filter(({ To }) => To.includes(to))
        .map(shown)[0];
    };
    return { mailer: mailer({ from }, client), down: mailer({ from: 'unverified@example.com' }, client), find };
  });
});
