import type { Template } from 'aws-cdk-lib/assertions';

/** A resource of a template, as far as tests look at it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

/** Templates by the names of their stacks, synthesised with paths (`aws:cdk:enable-path-metadata`). */
export type Templates = Readonly<Record<string, Template>>;

interface Whole {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** Every resource of some templates. */
export function resourcesOf(templates: Templates): { stack: string; id: string; resource: Resource }[] {
  return Object.keys(templates).flatMap((stack) =>
    Object.entries(whole(templates, stack).Resources).map(([id, resource]) => ({ stack, id, resource })),
  );
}

/** A function that writes a value of a template as a person would: a reference as the path of the construct it is to. */
export function namesIn(templates: Templates): (stack: string, value: unknown) => string {
  const name = (stack: string, value: unknown): string => {
    if (typeof value !== 'object' || value === null) {
      return String(value);
    }
    if (Array.isArray(value)) {
      return value.map((one) => name(stack, one)).join(', ');
    }
    const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
    const read = others.length === 0 ? FUNCTIONS[key] : undefined;
    if (read === undefined) {
      throw new Error(`nobody has taught the test to write ${JSON.stringify(value)}`);
    }
    return read({ templates, stack, name }, argument);
  };
  return name;
}

interface Reading {
  readonly templates: Templates;
  readonly stack: string;
  readonly name: (stack: string, value: unknown) => string;
}

/** CloudFormation's functions, as far as our stacks use them where rights are given. */
const FUNCTIONS: Readonly<Record<string, (reading: Reading, argument: unknown) => string>> = {
  Ref: ({ templates, stack }, id) =>
    String(id).startsWith('AWS::') ? `<${String(id)}>` : pathOf(templates, stack, String(id)),
  'Fn::GetAtt': ({ templates, stack }, argument) => {
    const [id, attribute] = argument as [string, string];
    const path = pathOf(templates, stack, id);
    return attribute === 'Arn' || attribute.endsWith('Arn') ? path : `${path}.${attribute}`;
  },
  'Fn::Join': ({ stack, name }, argument) => {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map((part) => name(stack, part)).join(separator);
  },
  'Fn::GetStackOutput': ({ templates, name }, argument) => {
    const { StackName, OutputName } = argument as { StackName: string; OutputName: string };
    return name(StackName, whole(templates, StackName).Outputs?.[OutputName]?.Value);
  },
};

function pathOf(templates: Templates, stack: string, id: string): string {
  const path = whole(templates, stack).Resources[id]?.Metadata?.['aws:cdk:path'] ?? `${stack}/${id}`;
  return path
    .split('/')
    .slice(1)
    .join('/')
    .replace(/\/Resource$/, '');
}

function whole(templates: Templates, stack: string): Whole {
  const template = templates[stack];
  if (template === undefined) {
    throw new Error(`no stack ${stack} among ${Object.keys(templates).join(', ')}`);
  }
  return template.toJSON() as Whole;
}
