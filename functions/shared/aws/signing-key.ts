import { readFile } from 'node:fs/promises';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { env } from '../env.ts';
import { EngineError } from '../errors.ts';
import { clientOptions, once, reporting } from './client.ts';

const secrets = once(() => reporting(new SecretsManagerClient(clientOptions), 'service.unavailable'));

const readKey = async (): Promise<string> => {
  const file = env('REELMILL_MEDIA_SIGNING_KEY_FILE');
  if (file) return readFile(file, 'utf8');
  const SecretId = env('REELMILL_MEDIA_SIGNING_KEY_SECRET');
  const { SecretString } = await secrets().send(new GetSecretValueCommand({ SecretId }));
  if (!SecretString) throw new EngineError('internal', 'the secret of the signing key is empty');
  return SecretString;
};

/** The key that signs cookies for ladders, read once a process. */
export const signingKey = once(async () => {
  const id = env('REELMILL_MEDIA_SIGNING_KEY_ID');
  if (!id) throw new EngineError('internal', 'the environment variable REELMILL_MEDIA_SIGNING_KEY_ID is not set');
  return { id, privateKey: await readKey() };
});
