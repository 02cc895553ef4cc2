import type { Alarm, AlarmCode } from './alarm.ts';
import { brokersDown, onDemand, onDemandCap } from './broker-alarms.ts';
import { isAlwaysOpen } from './calendar/open-window.ts';
import type { Facts } from './facts.ts';
import { hostName } from './merge-reports.ts';
import type { Policy } from './policy.ts';
import { durationText, instantText, isAfter, secondsBetween } from './time.ts';
import type { Wanted } from './wanted.ts';

const HOUR = 3600;

/** Seconds after which people are told again. */
const AGAIN: Record<AlarmCode, number> = {
  'max-awake': HOUR,
  'two-instances': 24 * HOUR,
  'disk-nearly-full': 24 * HOUR,
  'clock-ahead': 24 * HOUR,
  'broker-down': HOUR,
  'on-demand': 6 * HOUR,
  'on-demand-cap': 24 * HOUR,
};

/** Share of the disk from which it counts as nearly full: Kafka and Redis stop when it is full. */
const NEARLY_FULL = 0.85;

/** Seconds for which a deploy that replaces an instance may leave two of them. */
const REPLACEMENT_TAKES = 15 * 60;

/** Seconds that clocks may disagree; EC2's time service keeps them within milliseconds. */
const SKEW = 60;

/** What is wrong at the moment, whether people know already or not. */
export function alarmsOf(facts: Facts, policy: Policy, wanted: Wanted, now: Date): Alarm[] {
  const texts: Record<AlarmCode, string | undefined> = {
    'max-awake': awakeTooLong(facts, policy, wanted, now),
    'two-instances': twoInstances(facts, now),
    'disk-nearly-full': nearlyFull(facts),
    'clock-ahead': clockAhead(facts, now),
    'broker-down': policy.kind === 'brokers' ? brokersDown(facts, policy, now) : undefined,
    'on-demand': policy.kind === 'brokers' ? onDemand(facts, policy, now) : undefined,
    'on-demand-cap': policy.kind === 'brokers' ? onDemandCap(facts, policy, now) : undefined,
  };
  return Object.entries(texts).flatMap(([code, text]) => {
    // The record above has these keys and no others.
    return text === undefined ? [] : [{ code: code as AlarmCode, text }];
  });
}

/** Those that people are to be told of now: new ones, and old ones again after a while. */
export function dueAlarms(alarms: readonly Alarm[], { told, instance }: Facts, now: Date): Alarm[] {
  return alarms.filter(({ code }) => {
    const last = told[code];
    if (last === undefined || secondsBetween(last.at, now) >= AGAIN[code]) return true;
    // Since then it slept and was started anew: another matter.
    return code === 'max-awake' && instance !== undefined && isAfter(instance.launchTime, last.at);
  });
}

/** Who leaves no hour for it to sleep in means it to be awake. */
function awakeTooLong({ instance }: Facts, { maxAwake, windows }: Policy, { reason }: Wanted, now: Date) {
  if (instance?.state !== 'running' || isAlwaysOpen(windows, now)) return undefined;
  const awakeFor = secondsBetween(instance.launchTime, now);
  if (awakeFor < maxAwake) return undefined;
  return `awake for ${durationText(awakeFor)}, longer than the ${durationText(maxAwake)} of maxAwake, and each hour costs: ${reason.text}; put it to sleep by POST /sleep if nobody needs it`;
}

function twoInstances({ instance, others }: Facts, now: Date): string | undefined {
  if (!instance || others.length === 0) return undefined;
  if (secondsBetween(instance.launchTime, now) < REPLACEMENT_TAKES) return undefined;
  const names = others.map(({ id, state }) => `${id} (${state})`).join(', ');
  return `several instances carry the tags of this target: ${instance.id} is taken for it, because it was started last; left alone: ${names}; terminate what is not needed, or correct its tags`;
}

/** The report of a cluster tells of its fullest disk. */
function nearlyFull({ report, hosts }: Facts): string | undefined {
  const disk = report?.detail.disk;
  if (!disk || disk.usedBytes < NEARLY_FULL * disk.sizeBytes) return undefined;
  const owner = hosts.find((host) => host.report?.detail.disk === disk);
  const whose = owner ? ` of ${hostName(owner)}` : '';
  const percent = Math.floor((100 * disk.usedBytes) / disk.sizeBytes);
  return `the data volume${whose} is ${percent} % full (${gibibytes(disk.usedBytes)} of ${gibibytes(disk.sizeBytes)} GiB), and what runs on it stops when it is full: raise dataVolumeSize and deploy, or let it keep less (of Kafka: the retention of topics)`;
}

function clockAhead({ report, hosts }: Facts, now: Date): string | undefined {
  const clocks =
    hosts.length > 0
      ? hosts.map((host) => ({ ...host, whose: `the clock of ${hostName(host)}` }))
      : [{ report, whose: "the host's clock" }];
  const fast = clocks.find((clock) => clock.report && secondsBetween(now, clock.report.at) >= SKEW);
  if (!fast?.report) return undefined;
  const ahead = durationText(secondsBetween(now, fast.report.at));
  return `${fast.whose} is ${ahead} ahead (its report says ${instantText(fast.report.at, now)}): look at chronyd on the host`;
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
