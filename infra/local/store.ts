import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PutBucketCorsCommand, PutBucketEncryptionCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { installed } from './home.ts';
import { writeWhole } from './json-file.ts';
import { type Kept, keepRunning } from './processes/keep-running.ts';
import type { ServiceSpec } from './processes/service.ts';
import { machineEnvironment, publicUrl, type Stack, storeClient, storeUrl } from './stack.ts';
import { untilAnswers } from './until-answers.ts';

export const mediaBucket = 'media';

/** Closes the filer's and the volume server's HTTP to whoever lacks these keys; S3, in the same process, has them. */
export const securityToml = (tokens: readonly string[], origin: string): string => {
  const sections = ['jwt.signing', 'jwt.signing.read', 'jwt.filer_signing', 'jwt.filer_signing.read'];
  const keys = sections.map((name, place) => `[${name}]\nkey = "${tokens[place]}"\nexpires_after_seconds = 60`);
  return `${keys.join('\n')}\n[cors.allowed_origins]\nvalues = "${origin}"\n`;
};

/** Sign-in knows one of the two names of this machine; a person may have typed the other. */
const ownOrigins = (stack: Pick<Stack, 'ports'>): string[] => {
  const own = publicUrl(stack);
  return [own, own.replace('127.0.0.1', 'localhost')];
};

const storeSpec = ({ home, ports, secrets }: Stack): ServiceSpec => ({
  name: 'store',
  command: installed.weed,
  args: [
    '-logtostderr=true',
    'mini',
    `-dir=${home.store}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-master.port=${ports.master}`,
    `-volume.port=${ports.volume}`,
    `-filer.port=${ports.filer}`,
    `-s3.port=${ports.s3}`,
    `-admin.port=${ports.storeAdmin}`,
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    '-webdav=false',
    '-admin.ui=false',
    '-disableHttp',
    `-s3.allowedOrigins=${ownOrigins({ ports }).join(',')}`,
    `-filer.allowedOrigins=${publicUrl({ ports })}`,
    `-bucket=${mediaBucket}`,
  ],
  cwd: home.storeConfig,
  env: {
    ...machineEnvironment(),
    HOME: home.storeConfig,
    PATH: process.env['PATH'],
    WEED_S3_SSE_KEY: secrets.storeKey,
    AWS_ACCESS_KEY_ID: secrets.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.secretAccessKey,
  },
  stopSignal: 'SIGTERM',
  patienceMs: 20_000,
});

export const startStore = async (stack: Stack, onTrouble: (line: string) => void): Promise<Kept> => {
  await mkdir(stack.home.store, { recursive: true });
  const toml = securityToml(stack.secrets.storeTokens, publicUrl(stack));
  await writeWhole(join(stack.home.storeConfig, 'security.toml'), toml);
  return keepRunning(stack.home, storeSpec(stack), {
    onTrouble,
    isUp: async (gone) => {
      await untilAnswers(storeUrl(stack), gone);
      await warmUp(stack);
    },
  });
};

/** The first PUT after a start can take seconds; it is ours, and sets what the bucket needs on the way. */
const warmUp = async (stack: Stack): Promise<void> => {
  const s3 = new S3Client({ ...storeClient(stack), maxAttempts: 12 });
  const Bucket = mediaBucket;
  await s3.send(new PutObjectCommand({ Bucket, Key: 'work/warm-up', Body: 'x' }));
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
  );
  await s3.send(
    new PutBucketCorsCommand({
      Bucket,
      CORSConfiguration: {
        CORSRules: [
          {
            AllowedOrigins: ownOrigins(stack),
            AllowedMethods: ['GET', 'HEAD', 'PUT'],
            AllowedHeaders: ['*'],
            ExposeHeaders: ['ETag'],
          },
        ],
      },
    }),
  );
  s3.destroy();
};
