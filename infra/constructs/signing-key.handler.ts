import { generateKeyPairSync } from 'node:crypto';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

const secrets = new SecretsManagerClient({});

/** A new pair, its private half written to the secret and to nowhere else; the public half is the answer. */
const makePair = async (SecretId: string): Promise<string> => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: privateKey }));
  return publicKey;
};

/** Behind CDK's provider framework, which answers CloudFormation. The key of an update is the key that is there. */
export const handler = async (
  event: CloudFormationCustomResourceEvent,
): Promise<{ PhysicalResourceId: string; Data?: { PublicKey: string } }> => {
  const secret = String(event.ResourceProperties['SecretArn']);
  if (event.RequestType === 'Delete') return { PhysicalResourceId: event.PhysicalResourceId };
  return { PhysicalResourceId: `${secret}#key`, Data: { PublicKey: await makePair(secret) } };
};
