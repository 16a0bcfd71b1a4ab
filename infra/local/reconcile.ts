import { setTimeout as sleep } from 'node:timers/promises';
import type { Outputs } from './outputs.ts';
import { emulatorUrl, type Stack } from './stack.ts';

/**
 * Starts live jobs again whose execution died with the emulator. Lambda's Invoke as plain HTTP: the emulator asks for
 * no signature, and one call is not worth another client.
 */
export const reconcile = async (stack: Stack, { ReconcileFunctionName: name }: Outputs): Promise<void> => {
  if (!name) return;
  const url = `${emulatorUrl(stack)}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${stack.secrets.accessKeyId}/20200101/us-east-1/lambda/aws4_request`;
  for (let tries = 1; ; tries += 1) {
    const reply = await fetch(url, { method: 'POST', body: '{}', headers: { authorization } });
    const failed = reply.headers.get('x-amz-function-error');
    if (reply.ok && !failed) return;
    const text = (await reply.text()).slice(0, 500);
    if (tries === 3) throw new Error(`interrupted jobs could not be looked through: ${text}`);
    await sleep(1000 * tries);
  }
};
