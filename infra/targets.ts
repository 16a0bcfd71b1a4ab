import type { IConstruct } from 'constructs';
import { type Settings, settingsOf, type Target } from './settings.ts';

/** In what the targets differ, besides `placements.ts`. Constructs read these, never the target's name. */
export type Traits = {
  /** The media bucket is ours to make; else it stands already, under this name. */
  readonly mediaBucket: 'made' | 'imported';
  /** CloudFront serves console, API and media from one origin; else a front door outside the app does. */
  readonly cdn: boolean;
  /** Programs reach functions by layers; else they are on the PATH of whoever runs the functions. */
  readonly layers: boolean;
  /** Fargate tasks can be run. */
  readonly containers: boolean;
  /** Alarms and a dashboard. */
  readonly alarms: boolean;
  /** The hosted sign-in only, or also by name and password in one call. */
  readonly passwordSignIn: boolean;
  /** Who sends `Object Created`. */
  readonly storeEvents: 'aws.s3' | 'media.s3';
  /** A restart of the platform ends running executions, so that somebody must start their jobs again. */
  readonly losesExecutions: boolean;
  /** A Distributed Map works as in AWS. */
  readonly wideMaps: boolean;
  /** What every function is told besides what it uses. */
  readonly environment: Readonly<Record<string, string>>;
};

const given = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));

const traits: Record<Target, (settings: Settings) => Traits> = {
  aws: () => ({
    mediaBucket: 'made',
    cdn: true,
    layers: true,
    containers: true,
    alarms: true,
    passwordSignIn: false,
    storeEvents: 'aws.s3',
    losesExecutions: false,
    wideMaps: true,
    environment: {},
  }),
  local: ({ storeUrl, origin, jwksUrl, signingKeyFile, signingKeyId }) => ({
    mediaBucket: 'imported',
    cdn: false,
    layers: false,
    containers: false,
    alarms: false,
    passwordSignIn: true,
    storeEvents: 'media.s3',
    losesExecutions: true,
    wideMaps: false,
    environment: given({
      REELMILL_HOME: 'true',
      AWS_ENDPOINT_URL_S3: storeUrl,
      REELMILL_MEDIA_ENDPOINT: origin,
      REELMILL_JWKS_ENDPOINT: jwksUrl,
      REELMILL_MEDIA_SIGNING_KEY_ID: signingKeyId,
      REELMILL_MEDIA_SIGNING_KEY_FILE: signingKeyFile,
    }),
  }),
};

export const traitsOf = (scope: IConstruct): Traits => {
  const settings = settingsOf(scope);
  return traits[settings.target](settings);
};
