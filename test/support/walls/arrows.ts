import { matchesGlob } from 'node:path';
import type { Import } from './imports.ts';

type Wall = {
  readonly from: string;
  /** Those of `from` that may all the same. */
  readonly but?: string;
  readonly never: string;
  /** Those of `never` that are open to all. */
  readonly except?: string;
  readonly why: string;
};

const areas = 'functions/{auth,downloads,jobs,links,media,notifications,ops,uploads,webhooks,worker}';
/** What composes: it may take everything within functions/, each in its own bundle. */
const entries =
  'functions/{*/api.ts,*/{events,tasks}/*.ts,worker/{lambda,container,queue,remote,check-sites,ports,scratch,works}.ts}';

/** Who may know whom among our own files (what may be imported from packages is kept by biome.json). */
export const walls: readonly Wall[] = [
  {
    from: 'functions/**',
    never: '{infra,statemachines,console,cli,test}/**',
    why: 'functions know nothing of how they are deployed and used',
  },
  {
    from: 'functions/shared/**',
    never: `${areas}/**`,
    why: 'shared/ is below every area: arrows never point up',
  },
  {
    from: 'functions/**',
    but: `{functions/shared/aws/**,${entries}}`,
    never: 'functions/shared/aws/**',
    why: 'adapters are chosen by entries (api.ts, events/, tasks/, doors): take a port from shared/ports',
  },
  {
    from: 'functions/**',
    but: `{functions/shared/tools/**,${entries}}`,
    never: 'functions/shared/tools/**',
    why: 'programs are started through the port Tools: only doors choose what is behind it',
  },
  {
    from: 'functions/shared/aws/**',
    never: 'functions/shared/tools/**',
    why: 'what talks to AWS starts no programs, else every bundle with a table in it would carry them',
  },
  {
    from: 'functions/*/{schema.ts,steps/schema.ts}',
    never: 'functions/shared/ports/**',
    why: 'a schema says what data looks like; who asks a port is a route, an event or a file of its own',
  },
  {
    from: 'functions/*/operations/*.ts',
    but: 'functions/*/operations/*.run.ts',
    never: '**/*.run.ts',
    why: 'a contract does not know its work: workflows and infra read contracts and would carry the work along',
  },
  {
    from: 'functions/**',
    but: entries,
    never: 'functions/*/{api.ts,{events,tasks}/**}',
    why: 'entries compose and are composed by nobody: each is the top of a bundle',
  },
  {
    from: 'statemachines/**',
    never: '{**/*.run.ts,functions/shared/{aws,tools}/**,infra/placement/**,infra/placements.ts}',
    why: 'a workflow knows contracts and steps, not the work nor where it runs',
  },
  {
    from: 'infra/**',
    never: '{**/*.run.ts,functions/shared/{aws,tools}/**,functions/*/{api.ts,{events,tasks}/**}}',
    except: 'functions/shared/aws/table.ts',
    why: 'infra names entries by path; what is deployed and what runs share plain data alone',
  },
  {
    from: '{console,cli}/**',
    never: 'functions/**',
    why: 'clients know the engine by its API: use the client made from the OpenAPI document',
  },
];

const areaOf = (file: string): string | undefined => /^functions\/([^/]+)\//.exec(file)?.[1];

/** What an area shows to the others. */
const faces = '{functions/*/schema.ts,functions/{downloads,media}/{order,works}.ts}';

const crossesAreas = ({ from, to }: Import): boolean => {
  const [own, other] = [areaOf(from), areaOf(to)];
  return own !== undefined && other !== undefined && own !== other && other !== 'shared' && own !== 'shared';
};

/** The reasons why one file may not know another; none when it may. */
export const wallsBetween = (found: Import): string[] => [
  ...walls
    .filter(
      ({ from, but, never, except }) =>
        matchesGlob(found.from, from) &&
        !(but && matchesGlob(found.from, but)) &&
        matchesGlob(found.to, never) &&
        !(except && matchesGlob(found.to, except)),
    )
    .map(({ why }) => why),
  ...(crossesAreas(found) && !matchesGlob(found.to, faces)
    ? ['another area is known by its schema.ts (media also by order.ts); what three areas need goes to shared/']
    : []),
];
