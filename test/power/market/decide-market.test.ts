import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../../../power/facts.ts';
import type { ActivityReport, Leave } from '../../../power/items.ts';
import { decideMarket } from '../../../power/market/decide-market.ts';
import type { MarketNotes } from '../../../power/market/market-notes.ts';
import type { BrokersPolicy } from '../../../power/policy.ts';
import type { BrokerGroup } from '../../../power/target/target.ts';
import { CLUSTER_POLICY, clusterFacts, GROUPS, group, HOSTS, host } from '../cluster-samples.ts';
import { ago, facts, intent, NOON, report, transition } from '../samples.ts';

/** Node and market of each group that moves. */
function moves(given: Parameters<typeof clusterFacts>[0], policy: Partial<BrokersPolicy> = {}): string[] {
  const decision = decideMarket(clusterFacts(given), { ...CLUSTER_POLICY, ...policy }, NOON);
  return decision.moves.map((move) => `${move.group.node} to ${move.market}`);
}

function notes(over: Partial<MarketNotes> = {}): MarketNotes {
  return { missing: {}, month: '2026-11', onDemand: {}, spent: 0, ...over };
}

const since = (seconds: number) => ({ since: ago(seconds), triedSince: ago(seconds) });
const WITHOUT_2 = [host(1), host(3)];
const REFUSED = {
  at: ago(30),
  text: 'Could not launch Spot Instances. UnfulfillableCapacity - adjust your request',
};

describe('a cluster that has what it should have', () => {
  it('is left alone, and nothing is remembered', () => {
    expect(decideMarket(clusterFacts(), CLUSTER_POLICY, NOON)).toEqual({ moves: [] });
    expect(decideMarket(clusterFacts({ market: notes() }), CLUSTER_POLICY, NOON)).toEqual({ moves: [] });
  });

  it('that is not there is none of its business', () => {
    expect(decideMarket(facts({ instance: undefined }), CLUSTER_POLICY, NOON)).toEqual({ moves: [] });
  });
});

describe('a broker without an instance', () => {
  const missing = (
    over: Partial<BrokerGroup>,
    seconds: number,
  ): Partial<Facts> & { groups: BrokerGroup[] } => ({
    groups: [group(1), group(2, over), group(3)],
    hosts: WITHOUT_2,
    market: notes({ missing: { 2: since(seconds) } }),
  });

  it('is waited for, since the moment at which it was seen to lack', () => {
    const first = decideMarket(clusterFacts({ hosts: WITHOUT_2 }), CLUSTER_POLICY, NOON);
    expect(first).toEqual({ moves: [], notes: notes({ missing: { 2: since(0) } }) });
    expect(moves(missing({}, 599))).toEqual([]);
  });

  it('is bought on demand when it has lacked for too long', () => {
    expect(moves(missing({}, 600))).toEqual(['2 to on-demand']);
    expect(moves(missing({}, 30), { spotPatience: 30 })).toEqual(['2 to on-demand']);
  });

  it('is bought on demand at once if there is no spot capacity', () => {
    const decision = decideMarket(clusterFacts(missing({ failure: REFUSED }, 60)), CLUSTER_POLICY, NOON);
    expect(decision.moves).toEqual([{ group: group(2, { failure: REFUSED }), market: 'on-demand' }]);
    expect(decision.notes?.missing).toEqual({ 2: { since: ago(60), triedSince: ago(0) } });
  });

  it.each([
    [
      'Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count exceeded.',
      true,
    ],
    ['InsufficientInstanceCapacity - There is no Spot capacity available that matches your request.', true],
    ['We currently do not have sufficient m7g.large capacity in the Availability Zone you requested.', true],
    ['The image id ami-1 does not exist. Launching EC2 instance failed.', false],
  ])('whose launch failed with %j is moved at once: %s', (text, moved) => {
    expect(moves(missing({ failure: { at: ago(30), text } }, 60))).toEqual(moved ? ['2 to on-demand'] : []);
  });

  it('does not mind a launch that failed before it lacked', () => {
    expect(moves(missing({ failure: { ...REFUSED, at: ago(61) } }, 60))).toEqual([]);
  });

  it('lacks since the cluster was woken, before anybody has looked', () => {
    const woken = transition({ to: 'booting', at: ago(40) });
    expect(moves({ ...missing({ failure: REFUSED }, 0), market: undefined, recorded: woken })).toEqual([
      '2 to on-demand',
    ]);
  });

  it('that is not to be had on demand either is looked for on spot again', () => {
    const onDemand = { market: 'on-demand', failure: REFUSED } as const;
    expect(moves(missing(onDemand, 599))).toEqual([]);
    expect(moves(missing(onDemand, 600))).toEqual(['2 to spot']);
  });

  it('stays on spot, or goes back to it, if the month’s hours are used up', () => {
    const spent = (market: 'spot' | 'on-demand') => ({
      ...missing({ market }, 3600),
      market: notes({ missing: { 2: since(3600) }, spent: 360_000 }),
    });
    expect(moves(spent('spot'))).toEqual([]);
    expect(moves(spent('on-demand'))).toEqual(['2 to spot']);
  });

  it('that the deploy has on demand is waited for without end', () => {
    const first = { hosts: [host(2), host(3)], market: notes({ missing: { 1: since(36_000) } }) };
    expect(moves(first)).toEqual([]);
  });

  it('is nobody’s business while the cluster goes to sleep', () => {
    expect(
      moves({ ...missing({ failure: REFUSED }, 3600), intent: intent({ instance: 'cluster' }) }),
    ).toEqual([]);
  });
});

/** Brokers 2 and 3 on demand since then. */
function onDemandFor(second: number, third: number, over: Partial<BrokerGroup> = {}) {
  const market = 'on-demand';
  return {
    groups: [group(1), group(2, { market, ...over }), group(3, { market })],
    hosts: [
      host(1),
      host(2, { market, launchTime: ago(second) }),
      host(3, { market, launchTime: ago(third) }),
    ],
  };
}

describe('a broker that is on demand for want of spot capacity', () => {
  it('goes back after an hour, the oldest first, one at a time', () => {
    expect(moves(onDemandFor(3599, 3599))).toEqual([]);
    expect(moves(onDemandFor(3600, 3599))).toEqual(['2 to spot']);
    expect(moves(onDemandFor(3601, 3700))).toEqual(['3 to spot']);
    expect(moves(onDemandFor(3700, 3700))).toEqual(['2 to spot']);
  });

  it('stays the one, once it is on its way', () => {
    expect(moves(onDemandFor(3601, 7200, { market: 'spot' }))).toEqual([]);
  });

  it.each<[string, Partial<ActivityReport>]>([
    ['is out of sync', { underReplicated: 1 }],
    ['does not know what is out of sync', { underReplicated: undefined }],
    ['does not serve', { ready: false }],
    ['is silent', { at: ago(181) }],
  ])('is held while another one %s', (_what, over) => {
    const { groups, hosts } = onDemandFor(7200, 60, { market: 'spot' });
    const first = host(1, { report: report({ underReplicated: 0, ...over }) });
    expect(moves({ groups, hosts: [first, ...hosts.slice(1)] })).toEqual(['2 to on-demand']);
  });

  it('is held while another one leaves, or is replaced', () => {
    const { groups, hosts } = onDemandFor(7200, 60, { market: 'spot' });
    expect(moves({ groups, hosts, leave: leave({ node: 1, instance: 'i-1' }) })).toEqual(['2 to on-demand']);
    const replacement = host(3, { id: 'i-3b', state: 'pending', report: undefined });
    expect(moves({ groups, hosts: [...hosts, replacement] })).toEqual(['2 to on-demand', '3 to spot']);
  });

  it('lets its replacement come once it is there, whatever becomes of the others', () => {
    const { groups, hosts } = onDemandFor(7200, 60, { market: 'spot' });
    const replacement = host(2, { id: 'i-2b', state: 'pending', report: undefined });
    expect(moves({ groups, hosts: [...hosts.slice(1), replacement] })).toEqual([]);
  });

  it('is on spot again when the cluster sleeps, but not before it does', () => {
    const asleep = [group(1, { desired: 0 }), group(2, { desired: 0, market: 'on-demand' })];
    expect(moves({ groups: asleep, hosts: [] })).toEqual(['2 to spot']);
    expect(moves({ ...onDemandFor(7200, 7200), intent: intent({ instance: 'cluster' }) })).toEqual([]);
  });

  it('is counted, from its launch until it is gone', () => {
    const { groups, hosts } = onDemandFor(600, 300);
    const decide = (given: Parameters<typeof clusterFacts>[0]) =>
      decideMarket(clusterFacts(given), CLUSTER_POLICY, NOON).notes;
    const running = notes({ onDemand: { 'i-2': ago(600), 'i-3': ago(300) } });
    expect(decide({ groups, hosts })).toEqual(running);
    expect(decide({ groups, hosts, market: running })).toBeUndefined();
    expect(decide({ market: running })).toEqual(notes({ spent: 900 }));
  });

  it('leaves at once when the month’s hours are used up, but not before it has been there for a while', () => {
    const market = notes({ spent: 360_000, onDemand: { 'i-2': ago(600), 'i-3': ago(599) } });
    const decision = decideMarket(clusterFacts({ ...onDemandFor(600, 599), market }), CLUSTER_POLICY, NOON);
    expect(decision.moves.map((move) => move.group.node)).toEqual([2]);
    expect(decision.leave).toEqual({
      instance: 'i-2',
      node: 2,
      reason: { code: 'back-to-spot', text: 'the 4 d 4 h a month of maxOnDemandHours are used up' },
    });
    const early = { ...onDemandFor(599, 599), market };
    expect(decideMarket(clusterFacts(early), CLUSTER_POLICY, NOON)).toEqual({ moves: [] });
  });

  it('is not held back any more once it was told to leave', () => {
    const { groups, hosts } = onDemandFor(600, 60, { market: 'spot' });
    expect(moves({ groups, hosts, leave: leave({ node: 2, instance: 'i-2' }) })).toEqual([]);
    const roll = leave({ node: 2, instance: 'i-2', reason: { code: 'roll', text: '' } });
    expect(moves({ groups, hosts, leave: roll })).toEqual(['2 to on-demand']);
  });
});

it('a broker that the deploy has on demand stays so', () => {
  expect(moves({}, { onDemandCount: 3 })).toEqual([]);
  expect(moves({ groups: GROUPS, hosts: HOSTS }, { onDemandCount: 0 })).toEqual(['1 to spot']);
});

function leave(over: Partial<Leave>): Leave {
  return { instance: 'i-1', node: 1, reason: { code: 'back-to-spot', text: '' }, at: ago(10), ...over };
}
