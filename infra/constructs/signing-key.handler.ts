import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

const secrets = new SecretsManagerClient({});

const publicHalf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();

/** A new pair; its private half is written to the secret and to nowhere else. */
const makePair = async (SecretId: string): Promise<string> => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const SecretString = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
  return publicHalf(SecretString);
};

const readPair = async (SecretId: string): Promise<string> => {
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  return publicHalf(SecretString);
};

/** Behind CDK's provider framework, which answers CloudFormation. CloudFront takes no other key for the same name. */
export const handler = async (
  event: CloudFormationCustomResourceEvent,
): Promise<{ PhysicalResourceId: string; Data?: { PublicKey: string } }> => {
  if (event.RequestType === 'Delete') return { PhysicalResourceId: event.PhysicalResourceId };
  const secret = String(event.ResourceProperties['SecretArn']);
  const PublicKey = event.RequestType === 'Create' ? await makePair(secret) : await readPair(secret);
  return { PhysicalResourceId: `${secret}#key`, Data: { PublicKey } };
};
