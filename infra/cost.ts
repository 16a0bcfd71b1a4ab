import type { Needs } from '#shared/operation.ts';
import { fargateSize } from './fargate-size.ts';
import type { PlacementName } from './placement/placement.ts';
import { branchesOf, type Rule } from './placement/rule.ts';
import { prices } from './prices.ts';

export type Work = { readonly needs: Needs; readonly rule: Rule; readonly minutes: number };
type Cost = { readonly place: PlacementName; readonly dollars: number };

const lambdaCost = ({ memoryMiB, diskGiB }: Needs, minutes: number): number => {
  const seconds = minutes * 60;
  const memory = (memoryMiB / 1024) * seconds * prices.lambdaGiBSecond;
  const disk = Math.max(0, Math.min(10, diskGiB) - 0.5) * seconds * prices.lambdaDiskGiBSecond;
  return memory + disk + prices.lambdaRequest;
};

/** A task is billed from the pull of its image on; about a minute goes by before the work begins. */
const startMinutes = 1;

const fargateCost = (needs: Needs, minutes: number, spot: boolean): number => {
  const { cpu, memoryLimitMiB, ephemeralStorageGiB } = fargateSize([needs]);
  const hours = (minutes + startMinutes) / 60;
  const running = (cpu / 1024) * prices.fargateCpuHour + (memoryLimitMiB / 1024) * prices.fargateGiBHour;
  const disk = (ephemeralStorageGiB - 20) * prices.fargateDiskGiBHour;
  return hours * (running * (spot ? prices.spotShare : 1) + disk);
};

/** What one run of an operation costs where its rule sends it; a machine of one's own costs nothing here. */
export const costOf = ({ needs, rule, minutes }: Work, spot: boolean): Cost => {
  const [first, second] = branchesOf(rule, needs);
  const branch = second && minutes > (first?.needs.minutes ?? 0) ? second : first;
  const place = branch?.place ?? 'queue:compute';
  if (place === 'lambda') return { place, dollars: lambdaCost(branch?.needs ?? needs, minutes) };
  if (place === 'fargate') return { place, dollars: fargateCost(needs, minutes, spot) };
  return { place, dollars: 0 };
};

type Standing = { readonly alarmMetrics: number; readonly secrets: number; readonly keys: number };

/** What an installation costs a month while nobody uses it, by what it is made of. */
export const idleCost = ({ alarmMetrics, secrets, keys }: Standing): number =>
  alarmMetrics * prices.alarmMetricMonth + secrets * prices.secretMonth + keys * prices.keyMonth;
