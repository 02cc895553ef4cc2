import { isStale } from './is-stale.ts';
import type { ActivityDetail, ActivityReport } from './items.ts';
import { isLive, type Member } from './target/target.ts';
import { durationText, earliest, isAfter, secondsBetween } from './time.ts';

/** A host of a cluster. */
export interface Host extends Member {
  /** What it said of itself since it was launched. */
  readonly report?: ActivityReport;
}

/** A host that has reported. */
interface Reporting extends Host {
  readonly report: ActivityReport;
}

/** Whether it said lately that the cluster takes records through it. */
export function isServing(host: Host, now: Date): boolean {
  const { report } = host;
  return isLive(host) && report?.ready === true && !isStale(report, now);
}

/** Which broker and which instance, for a person. */
export function hostName({ node, id }: Pick<Member, 'node' | 'id'>): string {
  return `broker ${node} (${id})`;
}

/** The reports of a cluster's hosts as one, and why its use is not known if so. */
export interface Merged {
  readonly report?: ActivityReport;
  readonly unknown?: string;
}

/**
 * What the hosts of a cluster say as one.
 *
 * It is ready as soon as one of them is, because each finds out for itself whether the whole cluster takes records and
 * keeps them. What it found out is a report old, though: once two have stopped, there are partitions without enough
 * replicas, whatever it said. Of its use nothing is known unless all tell of it: a broker that boots or is silent keeps it awake.
 */
export function mergeReports(hosts: readonly Host[], now: Date): Merged {
  const live = hosts.filter(isLive);
  const reporting = live.filter((host): host is Reporting => host.report !== undefined);
  const fresh = reporting.filter(({ report }) => !isStale(report, now));
  const [first, ...more] = fresh.length > 0 ? fresh : reporting;
  if (first === undefined) return {};
  const unknown = live.flatMap((host) => whyUnknown(host, now) ?? []).join(', ');
  return { report: mergedOf([first, ...more], live.length), ...(unknown && { unknown }) };
}

function whyUnknown(host: Host, now: Date): string | undefined {
  const { report } = host;
  if (!report) return `${hostName(host)} has not reported since it started`;
  if (isStale(report, now))
    return `the last report of ${hostName(host)} is ${durationText(secondsBetween(report.at, now))} old`;
  return report.ready || report.stopped ? undefined : `${hostName(host)} is not ready`;
}

/** With three replicas of which two are needed. */
const MAY_BE_STOPPED = 1;

/** @param count - of the hosts that live, whether they report or not */
function mergedOf(hosts: readonly [Reporting, ...Reporting[]], count: number): ActivityReport {
  const reports = hosts.map(({ report }) => report);
  // What is not ready tells the present for its last use, because it does not know.
  const telling = hosts.filter(({ report }) => report.ready || report.stopped);
  const lastUsed = (telling.length > 0 ? telling : hosts).map(({ report }) => report).reduce(newestUse);
  const spokesman = [...hosts].sort(byWeight)[0] ?? hosts[0];
  const stops = reports.flatMap(({ stopped }) => stopped ?? []);
  const allStopped = stops.length === count;
  const atRisk = join(hosts, ({ report }) => report.atRisk);
  return {
    at: reports.map(({ at }) => at).reduce(earliest),
    bootId: spokesman.report.bootId,
    lastUsedAt: lastUsed.lastUsedAt,
    ready: stops.length <= MAY_BE_STOPPED && reports.some(({ ready }) => ready),
    ...(allStopped && { stopped: stops.every((stop) => stop === 'clean') ? 'clean' : 'unclean' }),
    lag: largestLag(reports),
    underReplicated: mostUnderReplicated(reports),
    ...(atRisk && { atRisk }),
    detail: detailOf(hosts, spokesman, lastUsed),
  };
}

/** Of the one that speaks for all; with the fullest disk, the newest use, and what any of them complains of. */
function detailOf(
  hosts: readonly Reporting[],
  { report: { detail } }: Reporting,
  lastUsed: ActivityReport,
): ActivityDetail {
  const disks = hosts.flatMap(({ report }) => report.detail.disk ?? []).sort((a, b) => share(b) - share(a));
  const message = join(hosts, ({ report }) => report.detail.message);
  const { use } = lastUsed.detail;
  return {
    ...detail,
    ...(message && { message }),
    ...(use && { use }),
    ...(disks[0] && { disk: disks[0] }),
  };
}

/** Phases of a boot, by what they say of the whole: one broker that failed does not keep the others from coming up. */
const WEIGHTS: Record<ActivityDetail['phase'], number> = { serving: 0, booting: 1, stopped: 2, failed: 3 };

/** The one that speaks for all is ready, or else nearest to it, and was so first: since then the cluster is up. */
function byWeight(a: Reporting, b: Reporting): number {
  const weight = (host: Reporting) => (host.report.ready ? -1 : WEIGHTS[host.report.detail.phase]);
  const readyAt = (host: Reporting) => Date.parse(host.report.detail.boot?.readyAt ?? host.report.at);
  return weight(a) - weight(b) || readyAt(a) - readyAt(b);
}

function newestUse(a: ActivityReport, b: ActivityReport): ActivityReport {
  return isAfter(b.lastUsedAt, a.lastUsedAt) ? b : a;
}

/** All of them see the same groups, at different moments. */
function largestLag(reports: readonly ActivityReport[]): ActivityReport['lag'] {
  const groups = reports.flatMap(({ lag = {} }) => Object.entries(lag));
  if (groups.length === 0) return undefined;
  const largest = new Map<string, number>();
  for (const [group, records] of groups) largest.set(group, Math.max(records, largest.get(group) ?? 0));
  return Object.fromEntries(largest);
}

/** Known only if each of them knows. */
function mostUnderReplicated(reports: readonly ActivityReport[]): number | undefined {
  const known = reports.flatMap(({ underReplicated }) => underReplicated ?? []);
  return known.length === reports.length ? Math.max(...known) : undefined;
}

function join(hosts: readonly Reporting[], of: (host: Reporting) => string | undefined): string {
  return hosts
    .flatMap((host) => {
      const text = of(host);
      return text === undefined ? [] : [`${hostName(host)}: ${text}`];
    })
    .join('; ');
}

function share({ usedBytes, sizeBytes }: NonNullable<ActivityDetail['disk']>): number {
  return usedBytes / sizeBytes;
}
