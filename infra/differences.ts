import type { Rule } from './placement/rule.ts';
import { placements } from './placements.ts';
import type { Traits } from './targets.ts';

type Difference = { readonly what: string; readonly aws: string; readonly local: string; readonly why: string };

/** One for each trait: a new one does not compile until it is justified here. */
const ofTraits: Readonly<Record<keyof Traits, Difference>> = {
  mediaBucket: {
    what: 'media bucket',
    aws: 'made by the app, with lifecycle, versions and access logs',
    local: 'stands already, as `media` in a real object store',
    why: 'the emulator holds objects in memory: 1.7 GB took 7 GB of it',
  },
  storeEvents: {
    what: 'object events',
    aws: 'S3 to EventBridge, source `aws.s3`',
    local: "a bridge from the store's log, source `media.s3`",
    why: 'PutEvents takes no source that begins with `aws.`',
  },
  cdn: {
    what: 'one origin',
    aws: 'CloudFront with origin access controls and signed cookies; stack `console` puts the files there',
    local: 'the front door, which serves the same files and checks the same cookies',
    why: 'there is no CDN at home',
  },
  layers: {
    what: 'programs of functions',
    aws: 'a layer each, arm64, pinned by checksum',
    local: 'the same versions on the PATH of the emulator',
    why: 'the emulator unpacks layers, but not to `/opt`',
  },
  containers: {
    what: 'containers',
    aws: 'Fargate, Spot first, in a network of public subnets without a way in',
    local: 'none',
    why: 'the emulator runs tasks only with a container engine',
  },
  alarms: {
    what: 'alarms and dashboard',
    aws: 'stack `observability`',
    local: 'none',
    why: 'nobody is paged by a laptop, and it would lengthen every first start',
  },
  passwordSignIn: {
    what: 'sign-in',
    aws: 'the hosted page, code with PKCE',
    local: "the same flow, on a page in the console's look; and name and password in one call",
    why: "the emulator's own page is nobody's; `npm start -- --once` has no browser",
  },
  losesExecutions: {
    what: 'after a restart',
    aws: 'nothing to do: executions go on',
    local: 'the function `ReconcileFunctionName` starts interrupted jobs again',
    why: 'the emulator ends running executions with `States.ServiceRestart`',
  },
  wideMaps: {
    what: 'many children of one job',
    aws: 'a Distributed Map, an execution for each',
    local: 'a plain Map in one execution',
    why: 'the emulator ignores the items of a Distributed Map that are written in JSONata; its plain Map has no limits',
  },
  environment: {
    what: 'what functions are told',
    aws: 'nothing more',
    local: "where the store, the pool's keys and the signing key of streams are",
    why: 'in AWS the platform answers at its own addresses, and the key lies in Secrets Manager',
  },
};

const inWords = (rule: Rule | undefined): string =>
  typeof rule === 'object'
    ? `${rule.then} up to ${rule.upTo} estimated minutes and ${rule.scratchGiB} GiB of scratch, else ${rule.otherwise}`
    : (rule ?? 'nowhere');

const ofPlacements = (): Difference[] =>
  Object.keys(placements.aws)
    .map((name) => ({
      what: `\`${name}\``,
      aws: inWords(placements.aws[name]),
      local: inWords(placements.local[name]),
    }))
    .filter(({ aws, local }) => aws !== local)
    .map((found) => ({ ...found, why: 'only Lambda and the queue run at home; the queue has no limit of 15 minutes' }));

const ofChecks: Difference = {
  what: 'checks at synth',
  aws: "the templates against AWS's schemas and cdk-nag's rules",
  local: 'none; the tests run cdk-nag for both targets',
  why: 'they take longer than the deployment at home',
};

/** All that differs between the targets. */
const differences = (): readonly Difference[] => [...ofPlacements(), ...Object.values(ofTraits), ofChecks];

/** As the table in `docs/architecture.md`. */
const differencesTable = (): string =>
  [
    '| what | aws | local | why |',
    '|---|---|---|---|',
    ...differences().map(({ what, aws, local, why }) => `| ${what} | ${aws} | ${local} | ${why} |`),
  ].join('\n');

if (import.meta.main) process.stdout.write(`${differencesTable()}\n`);
