import { namesIn, type Resource, resourcesOf, type Templates } from './template-names.ts';

/** A statement of a policy, whosever policy it is, in words. */
export interface Grant {
  /** The role, or for a policy on a resource the service, account or * that is let in. */
  readonly who: readonly string[];
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `<operator> <key> = <value>`, all of which must hold. */
  readonly conditions: readonly string[];
  /** That it is written the other way round: everything but … */
  readonly inverted: boolean;
}

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * All that the templates allow and deny: every object in them that looks like a statement, in whatever resource it
 * stands, and Lambda's permissions, which are written otherwise.
 */
export function grantsIn(templates: Templates): Grant[] {
  const name = namesIn(templates);
  return resourcesOf(templates).flatMap(({ stack, id, resource }) => {
    const named = (value: unknown) => [value].flat().map((one) => name(stack, one));
    if (resource.Type === 'AWS::Lambda::Permission') {
      return [permission(resource, named)];
    }
    const itself = named({ Ref: id });
    return statementsIn(resource.Properties).map((statement) => ({
      who: whoIn(statement, resource, named) ?? itself,
      effect: statement.Effect,
      actions: named(statement.Action ?? statement.NotAction),
      // A trust policy is about the role that it is part of.
      resources: statement.Resource === undefined ? itself : named(statement.Resource),
      conditions: conditionsOf(statement, named),
      inverted: ['NotAction', 'NotResource', 'NotPrincipal'].some((key) => key in statement),
    }));
  });
}

/** A name for each of one value or several. */
type Named = (value: unknown) => string[];

function statementsIn(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inside = Object.values(value).flatMap(statementsIn);
  return 'Effect' in value ? [value as Statement, ...inside] : inside;
}

function whoIn(statement: Statement, { Properties }: Resource, named: Named): string[] | undefined {
  const principal = statement.Principal;
  if (typeof principal === 'object' && principal !== null) {
    return Object.values(principal).flatMap(named);
  }
  if (principal !== undefined) {
    return named(principal);
  }
  const holders = ['Roles', 'Users', 'Groups'].flatMap((kind) => Properties?.[kind] ?? []);
  return holders.length > 0 ? named(holders) : undefined;
}

function conditionsOf({ Condition = {} }: Statement, named: Named): string[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} = ${named(values).join(' or ')}`),
  );
}

/** AWS::Lambda::Permission: one statement, of which all that is not a key of its own is a condition. */
function permission({ Properties = {} }: Resource, named: Named): Grant {
  const { Principal, Action, FunctionName, ...conditions } = Properties;
  return {
    who: named(Principal),
    effect: 'Allow',
    actions: named(Action),
    resources: named(FunctionName),
    conditions: Object.entries(conditions).map(([key, value]) => `${key} = ${named(value).join(' or ')}`),
    inverted: false,
  };
}
