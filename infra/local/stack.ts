import type { Home } from './home.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';

/** One home stack: where it lives, on which ports, with which keys. */
export type Stack = {
  readonly home: Home;
  readonly ports: Ports;
  readonly secrets: Secrets;
  /** What every process of the engine is told besides, such as other limits for a load test. */
  readonly more?: NodeJS.ProcessEnv;
  /** For a single job that nobody looks at: console and API documents are not built. */
  readonly withoutPages?: boolean;
};

export const region = 'us-east-1';

export const emulatorUrl = ({ ports }: Stack): string => `http://127.0.0.1:${ports.emulator}`;
export const storeUrl = ({ ports }: Stack): string => `http://127.0.0.1:${ports.s3}`;
export const publicUrl = ({ ports }: Pick<Stack, 'ports'>): string => `http://127.0.0.1:${ports.door}`;

/** What an AWS client of this process is made with. */
export const awsClient = (stack: Stack) => ({
  region,
  endpoint: emulatorUrl(stack),
  credentials: { accessKeyId: stack.secrets.accessKeyId, secretAccessKey: stack.secrets.secretAccessKey },
});

export const storeClient = (stack: Stack) => ({
  ...awsClient(stack),
  endpoint: storeUrl(stack),
  forcePathStyle: true,
});

/** What every process of the engine finds in its environment at home; in AWS the platform gives the same things. */
export const engineEnvironment = (stack: Stack): NodeJS.ProcessEnv => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: stack.secrets.accessKeyId,
  AWS_SECRET_ACCESS_KEY: stack.secrets.secretAccessKey,
  AWS_ENDPOINT_URL: emulatorUrl(stack),
  AWS_ENDPOINT_URL_S3: storeUrl(stack),
  AWS_EC2_METADATA_DISABLED: 'true',
  REELMILL_HOME: '1',
  REELMILL_PUBLIC_URL: publicUrl(stack),
  REELMILL_MEDIA_ENDPOINT: publicUrl(stack),
  REELMILL_JWKS_ENDPOINT: emulatorUrl(stack),
  REELMILL_MEDIA_SIGNING_KEY_FILE: stack.home.signingKey,
  REELMILL_MEDIA_SIGNING_KEY_ID: stack.secrets.signingKeyId,
  ...stack.more,
});

/** The machine's own settings that our processes need; its AWS profile and keys must not reach them. */
export const machineEnvironment = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv =>
  Object.fromEntries(
    ['HOME', 'LANG', 'LC_ALL', 'TZ', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'USER'].flatMap((name) =>
      env[name] === undefined ? [] : [[name, env[name]]],
    ),
  );
