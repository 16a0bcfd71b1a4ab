import type { IncomingMessage, ServerResponse } from 'node:http';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { Outputs } from '../outputs.ts';
import { emulatorUrl, type Stack } from '../stack.ts';
import { problems, refuse } from './refuse.ts';

type SentMail = {
  readonly MessageId: string;
  readonly Source: string;
  readonly To: readonly string[];
  readonly Subject: string;
  readonly BodyText: string;
  readonly BodyHtml: string | null;
  readonly Timestamp: number;
};

/** The mail that would have been sent, newest first, for a signed-in admin: at home nothing leaves the machine. */
export const mailDoor = (stack: Stack, outputs: Outputs) => {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: outputs.UserPoolId,
    clientId: outputs.UserPoolClientId,
    tokenUse: 'access',
  });
  let keys: Promise<void> | undefined;
  const loadKeys = async () => {
    const reply = await fetch(`${emulatorUrl(stack)}/${outputs.UserPoolId}/.well-known/jwks.json`);
    verifier.cacheJwks((await reply.json()) as Parameters<typeof verifier.cacheJwks>[0]);
  };

  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = /^Bearer (\S+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    keys ??= loadKeys();
    await keys.catch(() => {
      keys = undefined;
    });
    const claims = token === undefined ? null : await verifier.verify(token).catch(() => null);
    if (!claims) return refuse(response, problems.signedOut);
    if (!claims['cognito:groups']?.includes('admin')) return refuse(response, problems.forbidden);
    const reply = await fetch(`${emulatorUrl(stack)}/_ministack/ses/messages`);
    const { messages } = (await reply.json()) as { messages: Record<string, readonly SentMail[]> };
    const mails = Object.values(messages)
      .flat()
      .sort((a, b) => b.Timestamp - a.Timestamp);
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ mails: mails.map(shown) } satisfies HomeMail));
  };
};

/** What `/home/mail` answers. */
export type HomeMail = { readonly mails: readonly ReturnType<typeof shown>[] };

const shown = (mail: SentMail) => ({
  id: mail.MessageId,
  from: mail.Source,
  to: mail.To,
  subject: mail.Subject,
  text: mail.BodyText,
  html: mail.BodyHtml,
  at: new Date(mail.Timestamp * 1000).toISOString(),
});
