import { HOURS_PER_MONTH } from '../prices/prices.ts';
import {
  askForSpot,
  dry,
  earlier,
  fellBack,
  healthy,
  isDueBack,
  isInterruptible,
  NEVER,
  nextMoment,
  type Rules,
  settled,
} from './broker.ts';
import { type Drought, YEAR } from './droughts.ts';
import { type FallbackPolicy, ZONES } from './settings.ts';
import { type ClusterYear, Tally } from './tally.ts';

/** Hours; sums of hours are not exact, so a cap is reached when no more than this is left of it. */
const ROUNDING = 1e-9;

/**
 * Lives through a year of a cluster whose zones have these droughts, from one event to the next.
 *
 * @param droughts by when they begin
 */
export function liveYear(policy: FallbackPolicy, droughts: readonly Drought[]): ClusterYear {
  const lengths = {
    patience: policy.spotPatience / 3600,
    backAfter: policy.backToSpotAfter / 3600,
    replacement: policy.replacement / 3600,
  };
  const tally = new Tally();
  const ahead = droughts.values();
  let drought = ahead.next().value;
  let brokers = Array.from({ length: ZONES }, (_, zone) => healthy(zone, zone < policy.onDemandCount));
  let [now, monthEnds, spentBefore] = [0, HOURS_PER_MONTH, 0];

  while (now < YEAR) {
    const next = nextEvent();
    tally.pass(brokers, next - now);
    now = next;
    if (now >= monthEnds) {
      monthEnds = (Math.floor(now / HOURS_PER_MONTH) + 1) * HOURS_PER_MONTH;
      spentBefore = tally.fallbackHours;
    }
    for (; drought && drought.from <= now; drought = ahead.next().value) {
      strike(drought);
    }
    settle();
    sendOneBack();
  }
  return tally.total();

  function hoursLeft(): number {
    return policy.maxOnDemandHours - (tally.fallbackHours - spentBefore);
  }

  function rules(): Rules {
    return { ...lengths, isSpent: hoursLeft() <= ROUNDING };
  }

  function nextEvent(): number {
    const inForce = rules();
    let next = earlier(drought?.from ?? YEAR, capMattersAt(inForce));
    for (const broker of brokers) next = earlier(next, nextMoment(broker, now, inForce));
    return earlier(next, YEAR);
  }

  /** When the month's hours are used up or begin anew, if one is spending them or they are spent. */
  function capMattersAt({ isSpent }: Rules): number {
    const spending = brokers.filter(fellBack).length;
    if (isSpent) return monthEnds;
    return spending === 0 ? NEVER : earlier(monthEnds, now + hoursLeft() / spending);
  }

  function strike(coming: Drought): void {
    brokers = brokers.map((broker) => {
      if (broker.zone !== coming.zone) return broker;
      if (isInterruptible(broker)) tally.interruptions += 1;
      return dry(broker, coming);
    });
  }

  function settle(): void {
    const inForce = rules();
    brokers = brokers.map((broker) => settled(broker, now, inForce));
  }

  /** Only while all are up: the cluster bears one that is down without refusing a write. */
  function sendOneBack(): void {
    if (brokers.some(({ phase }) => phase.name !== 'up')) return;
    const inForce = rules();
    const returning = brokers.find((broker) => isDueBack(broker, now, inForce));
    if (!returning) return;
    tally.returns += 1;
    brokers = brokers.map((broker) => (broker === returning ? askForSpot(broker, now) : broker));
    settle();
  }
}
