import type { Rule } from './rule.ts';

/** How a rule was broken. */
export interface Violation {
  readonly rule: string;
  readonly how: string;
}

/** Asks all rules, and keeps the first violation: what follows may be its consequence. */
export class Watch {
  violation: Violation | undefined;
  readonly #rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  ask(howBroken: (rule: Rule) => string | undefined): void {
    for (const rule of this.#rules) {
      const how = howBroken(rule);
      if (how !== undefined) this.violation ??= { rule: rule.name, how };
    }
  }
}
