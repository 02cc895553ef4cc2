/** A target of an environment, simulated: AWS, the host, the functions, people, and rules that watch over all of it. */
import type { ApiAnswer, ApiRequest } from '../../../power/api/api.ts';
import { handle } from '../../../power/api/handle.ts';
import type { ActivityReport } from '../../../power/items.ts';
import type { Notice } from '../../../power/notice.ts';
import { policyOf } from '../../../power/parse-policy.ts';
import type { Policy } from '../../../power/policy.ts';
import { reap } from '../../../power/reap.ts';
import type { Instance } from '../../../power/target/target.ts';
import { apiTalk } from './api-talk.ts';
import { Cloud, type Ec2Call } from './cloud.ts';
import { Coverage } from './coverage.ts';
import { agentTalk, type HostTalk } from './fake-host.ts';
import { FakeTarget } from './fake-target.ts';
import { Faults } from './faults.ts';
import { type Programs, powerSeenBy, TARGET } from './functions.ts';
import { HostLife } from './host-life.ts';
import { Invocation, type InvocationProps } from './invocation.ts';
import { Ledger } from './ledger.ts';
import { requestOf, sayAsk } from './requests.ts';
import type { Rule, RuleOf } from './rule.ts';
import { sayCommit } from './say-commit.ts';
import type { Ask, Story } from './story.ts';
import { type Commit, Table } from './table.ts';
import { Timeline } from './timeline.ts';

/** A Saturday, at three in the morning. */
const START = Date.parse('2026-11-21T03:00:00.000Z');

/** Milliseconds after which AWS ends a function (`lib/constructs/power-switch.ts`). */
const LIMITS = { reap: 50_000, wake: 25_000 };

export const CATNAP: Programs = { reap, handle };

/** A line of a story as it is told. */
export interface Line {
  readonly at: number;
  readonly text: string;
}

/** How a rule was broken. */
export interface Violation {
  readonly rule: string;
  readonly how: string;
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
  violation: Violation | undefined;
  /** When something last went wrong that may delay what is promised. */
  troubleAt = START;
  /** When AWS last refused a start. */
  refusedAt = Number.NEGATIVE_INFINITY;
  /** The reaper is not called before then. */
  noTicksUntil = START;
  /** Milliseconds that legs of calls take, one after the other, until then. */
  pace: { readonly legs: readonly number[]; readonly until: number } = { legs: [], until: 0 };
  /** The next reaper dies behind that many calls. */
  killAfter: number | undefined;
  /** A deploy is under way. */
  isDeploying = false;
  readonly #rules: readonly Rule[];
  readonly #programs: Programs;
  readonly #narrates: boolean;
  readonly #entered = new WeakSet<Invocation>();
  readonly #around = {
    timeline: this.timeline,
    faults: this.faults,
    pace: () => this.#leg(),
    died: ({ who }: Invocation, why: string) => {
      this.coverage.count(`death: ${who}`);
      this.trouble(`${who} is ended half-way, ${why}`);
    },
  };
  #settings: ReadonlyMap<string, string> = new Map();
  #policy: Policy;
  #ownSize = '';
  #invocations = 0;
  #legs = 0;
  #turns = 0;
  #instances = 0;

  constructor(story: Story, rules: readonly RuleOf[], programs: Programs, narrates: boolean) {
    this.story = story;
    this.#programs = programs;
    this.#narrates = narrates;
    const { setting } = story;
    this.#policy = policyOf(setting.policy);
    this.ledger = new Ledger(this.#policy);
    this.ec2.takes = { pending: setting.pending, stopping: setting.stopping };
    this.cloud = new Cloud(
      this.ec2,
      () => this.timeline.now,
      (call) => this.#called(call),
      (text) => this.refused(`EC2 refuses to start it: ${text}`),
    );
    this.ec2.onTurn = (id, state) => this.#turned(id, state);
    this.#rules = rules.map((ruleOf) => ruleOf(this));
    this.ownSize = 't3.medium';
    this.makeInstance('stopped');
  }

  /** What deploys have written. */
  get settings(): ReadonlyMap<string, string> {
    return this.#settings;
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** The type that the template gives the instance. */
  get ownSize(): string {
    return this.#ownSize;
  }

  /** A deploy gives it another size, and tells so. */
  set ownSize(size: string) {
    this.#ownSize = size;
    const { policy, sizeIsKnown } = this.story.setting;
    const written = { ...policy, ...(sizeIsKnown && { size }) };
    this.#policy = policyOf(written);
    this.#settings = new Map([[TARGET, JSON.stringify(written)]]);
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

  makeInstance(state: 'stopped' | 'pending'): string {
    const id = `i-${++this.#instances}`;
    const instance = () => this.ec2.instances().find((each) => each.id === id);
    const talk = this.#talkOf(id);
    const ahead = this.story.setting.hostAhead * 1000;
    const ownTimes = this.story.setting.teller === 'agent';
    const life = new HostLife(id, { timeline: this.timeline, instance, talk, ahead, ownTimes });
    life.host.reportEvery = this.policy.reportEvery;
    this.hosts.set(id, life);
    this.ec2.make(id, state, this.ownSize);
    return id;
  }

  #talkOf(id: string): HostTalk {
    if (this.policy.reports === 'none') return { report: async () => undefined, look: async () => undefined };
    if (this.story.setting.teller === 'api')
      return apiTalk(id, (request) => this.request(request, `the program on ${id}`));
    return agentTalk(
      this.table.seenBy(this.invoke({ who: `the agent of ${id}`, where: 'host', ahead: 0 })),
      id,
    );
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

  /** Whether we are calling StopInstances at this moment, or about to. */
  stopIsCommitted(): boolean {
    const committed = this.table.peek().get('intent')?.committed;
    return committed !== undefined && this.now - Date.parse(committed) < 60_000;
  }

  /** From now on nothing goes wrong any more. */
  healAll(): void {
    this.faults.clear();
    this.killAfter = undefined;
    this.ec2.doomedStarts = 0;
    this.trouble('from here on all is well');
  }

  /** AWS did not start it. */
  refused(text: string): void {
    this.refusedAt = this.now;
    this.coverage.count('refused starts');
    this.trouble(text);
  }

  violated(rule: Rule, how: string | undefined): void {
    if (how !== undefined) this.violation ??= { rule: rule.name, how };
  }

  invoke(props: Omit<InvocationProps, 'ahead'> & { readonly ahead?: number }): Invocation {
    const { functionsAhead } = this.story.setting;
    const ahead = functionsAhead[this.#invocations++ % functionsAhead.length] ?? 0;
    return new Invocation(this.#around, { ahead, ...props });
  }

  /** Calls the reaper, as the tick and EC2's events do. */
  async reap(): Promise<void> {
    if (this.now < this.noTicksUntil) return this.trouble('the reaper is not called');
    this.coverage.count('ticks');
    const diesAfter = this.killAfter;
    this.killAfter = undefined;
    const by = this.invoke({ who: 'the reaper', where: 'function', limit: LIMITS.reap, diesAfter });
    const error = await failureOf(this.#programs.reap(powerSeenBy(by, this)));
    for (const rule of this.#rules) this.violated(rule, rule.reaped?.(by, error));
    for (const rule of this.#rules) this.violated(rule, rule.moment?.());
  }

  /** Asks the wake function. */
  async ask(ask: Ask): Promise<void> {
    this.coverage.count(`asked: ${ask.do} by a ${ask.by}`);
    const began = this.now;
    const by = this.invoke({ who: 'the wake function', where: 'function', limit: LIMITS.wake, ask });
    this.say(() => `a ${ask.by} ${sayAsk(ask)}`);
    const answer = await this.#handle(requestOf(ask), by);
    // What needed no write took effect nevertheless, unless it met something that came to stand meanwhile.
    if (answer.status < 300 && this.ledger.changedAt < began) this.#enter(by);
    this.coverage.count(`answer: ${answer.status}`);
    this.say(() => `… and is told: ${answer.status} ${answer.body.slice(0, 160)}`);
    for (const rule of this.#rules) this.violated(rule, rule.answered?.({ ask, by, began, answer }));
  }

  /** Sends any other request. */
  request(request: ApiRequest, who: string): Promise<ApiAnswer> {
    const by = this.invoke({ who, where: 'function', limit: LIMITS.wake });
    return this.#handle(request, by);
  }

  told(notice: Notice): void {
    if ('alarm' in notice) this.coverage.count(`alarm: ${notice.alarm.code}`);
    else this.coverage.count(`recorded: ${notice.transition.reason.code} · ${notice.transition.to}`);
    this.say(() =>
      'alarm' in notice
        ? `people are told: ${notice.alarm.code}: ${notice.alarm.text}`
        : `people are told: ${notice.transition.from} → ${notice.transition.to}`,
    );
    for (const rule of this.#rules) this.violated(rule, rule.told?.(notice));
  }

  /** Looks whether anything is as it must not be in the end. */
  end(): void {
    for (const rule of this.#rules) this.violated(rule, rule.end?.());
  }

  /** Whoever asks a function that dies or fails hears of it. */
  async #handle(request: ApiRequest, by: Invocation): Promise<ApiAnswer> {
    const died = by.death.then(() => ({ status: 504, headers: {}, body: 'no answer' }));
    try {
      return await Promise.race([this.#programs.handle(request, powerSeenBy(by, this)), died]);
    } catch (error) {
      return { status: 500, headers: {}, body: `the function failed: ${String(error)}` };
    }
  }

  #leg(): number {
    const { legs, until } = this.pace;
    if (this.now >= until) return 0;
    this.troubleAt = this.now;
    return legs[this.#legs++ % legs.length] ?? 0;
  }

  /** What was asked for has taken effect. */
  #enter(by: Invocation): void {
    if (by.ask === undefined || this.#entered.has(by)) return;
    this.#entered.add(by);
    this.ledger.enter(by.ask, by.began, this.now);
  }

  #committed(commit: Commit): void {
    const { by, changes } = commit;
    const asksFor = ({ do: what, key }: (typeof changes)[number]) =>
      what !== 'check' && (key === 'wish' || key.startsWith('lease#'));
    if (by.ask !== undefined && changes.some(asksFor)) {
      for (const rule of this.#rules) this.violated(rule, rule.taken?.(by.ask));
      this.#enter(by);
    }
    for (const change of changes) {
      const [kind, id = ''] = change.key.split('#');
      // What is put under activity# is a report: see TargetItems.put().
      if (kind === 'activity' && change.do === 'put')
        this.hosts.get(id)?.heard(change.value as ActivityReport);
    }
    this.say(() => sayCommit(commit));
    for (const rule of this.#rules) this.violated(rule, rule.committed?.(commit));
  }

  #called(call: Ec2Call): void {
    const { by, action, instance } = call;
    this.coverage.count(`call: ${action}`);
    this.say(() => `${by.who} calls ${action} for ${instance.id} (${instance.state})`);
    for (const rule of this.#rules) this.violated(rule, rule.called?.(call));
  }

  #turned(id: string, state: Instance['state']): void {
    this.cloud.turned();
    this.say(() => `${id} is ${state}`);
    const { pending, stopping, events } = this.story.setting;
    const takes = { pending, stopping, 'shutting-down': stopping, running: 0, stopped: 0, terminated: 0 };
    // It turns when somebody looks.
    if (takes[state] > 0) this.timeline.plan(this.now + takes[state] * 1000, () => this.ec2.instances());
    const life = this.hosts.get(id);
    if (state === 'pending') {
      life?.restarted();
      this.ledger.manualStop = undefined;
      this.ledger.changedAt = this.now;
    }
    const instance = this.ec2.instances().find((each) => each.id === id);
    if (state === 'stopped' && instance?.stopped?.by === 'failed-start')
      this.refused('AWS gives up on the start');
    if (state === 'running') this.timeline.plan(this.now, () => life?.live());
    if (state === 'stopping' || state === 'shutting-down')
      this.timeline.plan(this.now, () => life?.host.leave());
    if (state === 'running' || state === 'stopped' || state === 'terminated') {
      const delays = events[this.#turns++ % events.length] ?? [];
      for (const delay of delays) this.timeline.plan(this.now + delay * 1000, () => this.reap());
    }
  }
}

/** What a promise fails with; undefined: it keeps. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}
