/** A target of an environment, simulated: AWS, the host, the functions, people, and rules that watch over all of it. */
import { handle } from '../../../power/api/handle.ts';
import type { ActivityReport } from '../../../power/items.ts';
import type { Notice } from '../../../power/notice.ts';
import type { Policy } from '../../../power/policy.ts';
import { reap } from '../../../power/reap.ts';
import type { Instance } from '../../../power/target/target.ts';
import { FakeTarget } from '../fake-target.ts';
import { Cloud, type Ec2Call } from './cloud.ts';
import { Coverage } from './coverage.ts';
import { type Deployed, deployed } from './deployed.ts';
import { Faults } from './faults.ts';
import type { Programs } from './functions.ts';
import type { HostLife } from './host-life.ts';
import type { Invocation } from './invocation.ts';
import { Lambda } from './lambda.ts';
import { Ledger } from './ledger.ts';
import { makeInstance } from './make-instance.ts';
import type { RuleOf } from './rule.ts';
import { sayCommit } from './say-commit.ts';
import type { Story } from './story.ts';
import { type Commit, Table } from './table.ts';
import { Timeline } from './timeline.ts';
import { Turns } from './turns.ts';
import { Watch } from './watch.ts';

/** A Saturday, at three in the morning. */
const START = Date.parse('2026-11-21T03:00:00.000Z');

export const CATNAP: Programs = { reap, handle };

/** A line of a story as it is told. */
export interface Line {
  readonly at: number;
  readonly text: string;
}

export class Simulation {
  readonly story: Story;
  readonly timeline = new Timeline(START);
  readonly coverage = new Coverage();
  readonly lines: Line[] = [];
  readonly hosts = new Map<string, HostLife>();
  readonly ledger: Ledger;
  readonly ec2 = new FakeTarget(() => new Date(this.timeline.now));
  readonly cloud: Cloud;
  readonly table = new Table((commit) => this.#committed(commit));
  readonly faults = new Faults((call, fault, where) => {
    this.trouble(`${call} of a ${where} is ${fault}`);
    this.coverage.count(`fault: ${call} ${fault} (${where})`);
  });
  readonly lambda: Lambda;
  readonly watch: Watch;
  deployed: Deployed;
  /** When something last went wrong that may delay what is promised. */
  troubleAt = START;
  /** When AWS last refused a start. */
  refusedAt = Number.NEGATIVE_INFINITY;
  /** A deploy is under way. */
  isDeploying = false;
  readonly #narrates: boolean;
  readonly #entered = new WeakSet<Invocation>();

  constructor(story: Story, rules: readonly RuleOf[], programs: Programs, narrates: boolean) {
    const { setting } = story;
    this.story = story;
    this.#narrates = narrates;
    this.deployed = deployed(setting, 't3.medium', START);
    this.ledger = new Ledger(this.policy);
    this.lambda = new Lambda(this, programs);
    this.ec2.takes = { pending: setting.pending, stopping: setting.stopping };
    this.cloud = new Cloud(
      this.ec2,
      () => this.now,
      (call) => this.#called(call),
      (text) => this.refused(`EC2 refuses to start it: ${text}`),
    );
    const turns = new Turns(this);
    this.ec2.onTurn = (id, state) => turns.turned(id, state);
    this.watch = new Watch(rules.map((ruleOf) => ruleOf(this)));
    makeInstance(this, 'stopped');
  }

  get policy(): Policy {
    return this.deployed.policy;
  }

  get now(): number {
    return this.timeline.now;
  }

  /** The host of the instance that is the target. */
  get owner(): { readonly instance: Instance; readonly life: HostLife } | undefined {
    const instance = this.cloud.owner();
    const life = instance && this.hosts.get(instance.id);
    return instance && life && { instance, life };
  }

  /** Adds to the story. */
  say(textOf: () => string | undefined): void {
    if (!this.#narrates) return;
    const text = textOf();
    if (text !== undefined) this.lines.push({ at: this.now, text });
  }

  /** Something went wrong, which may delay what is promised. */
  trouble(text: string): void {
    this.troubleAt = this.now;
    this.say(() => text);
  }

  /** AWS did not start it. */
  refused(text: string): void {
    this.refusedAt = this.now;
    this.coverage.count('refused starts');
    this.trouble(text);
  }

  /** A deploy gives the instance another size, and writes so. */
  deploy(size: string): void {
    this.deployed = deployed(this.story.setting, size, this.now);
  }

  /** What was asked for has taken effect. */
  enter(by: Invocation): void {
    if (by.ask === undefined || this.#entered.has(by)) return;
    this.#entered.add(by);
    this.ledger.enter(by.ask, by.began, this.now);
  }

  told(notice: Notice): void {
    if ('alarm' in notice) this.coverage.count(`alarm: ${notice.alarm.code}`);
    else this.coverage.count(`recorded: ${notice.transition.reason.code} · ${notice.transition.to}`);
    this.say(() =>
      'alarm' in notice
        ? `people are told: ${notice.alarm.code}: ${notice.alarm.text}`
        : `people are told: ${notice.transition.from} → ${notice.transition.to}`,
    );
    this.watch.ask((rule) => rule.told?.(notice));
  }

  #committed(commit: Commit): void {
    const { by, changes } = commit;
    const asksFor = ({ do: what, key }: (typeof changes)[number]) =>
      what !== 'check' && (key === 'wish' || key.startsWith('lease#'));
    const { ask } = by;
    if (ask !== undefined && changes.some(asksFor)) {
      this.watch.ask((rule) => rule.taken?.(ask));
      this.enter(by);
    }
    for (const change of changes) {
      const [kind, id = ''] = change.key.split('#');
      // What is put under activity# is a report: see TargetItems.put().
      if (kind === 'activity' && change.do === 'put')
        this.hosts.get(id)?.heard(change.value as ActivityReport);
    }
    this.say(() => sayCommit(commit));
    this.watch.ask((rule) => rule.committed?.(commit));
  }

  #called(call: Ec2Call): void {
    const { by, action, instance } = call;
    this.coverage.count(`call: ${action}`);
    this.say(() => `${by.who} calls ${action} for ${instance.id} (${instance.state})`);
    this.watch.ask((rule) => rule.called?.(call));
  }
}
