import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { EngineError } from '../errors.ts';
import type { Mailer } from '../ports/mailer.ts';
import { clientOptions, once, reporting } from './client.ts';

const ses = once(() => reporting(new SESClient(clientOptions), 'service.unavailable'));

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

type Sender = {
  /** `Name <address>` or an address that SES has verified; its identity says how bounces and complaints are told. */
  readonly from: string;
};

export const mailer = ({ from }: Sender, client: SESClient = ses()): Mailer => ({
  send: async ({ to, subject, text, html }) => {
    const send = new SendEmailCommand({
      Source: from,
      Destination: { ToAddresses: [to] },
      Message: {
        Subject: utf8(subject.replace(/\s+/g, ' ').trim()),
        Body: { Text: utf8(text), Html: utf8(html) },
      },
    });
    try {
      await client.send(send);
    } catch (cause) {
      throw new EngineError('service.unavailable', 'the mail was not taken', { cause });
    }
  },
});
