import { Aws, CfnCondition, Fn, type IResolvable, Token } from 'aws-cdk-lib';
import { CpuCredits } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import {
  BROKER_SIZE_NAMES,
  BROKER_SIZES,
  type BrokerSize,
  isBrokerSize,
  isBurstable,
} from './broker-sizes.ts';

export interface BrokerTypesProps {
  /** A size (`broker-sizes.ts`), or a stack parameter that allows some of them. */
  readonly size: string;
}

/** A part of a template as it is written there, or what chooses one at the deploy. */
type Part = object | IResolvable;

/**
 * What a broker's launch template and group say of a size that perhaps only the deploy knows. By conditions, each with all
 * the types of a size: by a mapping, whoever checks the template would have to try each type of a size with each other.
 */
export class BrokerTypes extends Construct {
  /** The group's overrides: the types of that size, interchangeable. */
  readonly overrides: Part;
  /**
   * For T types `unlimited`: a broker that ran out of credits would be as slow as a dead one. Surplus credits are billed
   * (0.05 dollars a vCPU-hour). Undefined or `AWS::NoValue` for other types, which know no credits.
   */
  readonly creditSpecification: Part | undefined;

  /** @throws Error when there is no size of that name. */
  constructor(scope: Construct, id: string, { size }: BrokerTypesProps) {
    super(scope, id);
    const choose = Token.isUnresolved(size) ? this.atDeploy(size) : atSynthesis(size);
    this.overrides = choose((one) => overridesOf(one)) ?? [];
    this.creditSpecification = choose((one) => (isBurstable(one) ? UNLIMITED : undefined));
  }

  private atDeploy(size: string): Choice {
    const [largest, ...others] = BROKER_SIZE_NAMES.toReversed();
    const conditions = others.map((name) => ({
      name,
      condition: new CfnCondition(this, name, { expression: Fn.conditionEquals(size, name) }),
    }));
    return (partOf) =>
      conditions.reduce<Part | undefined>((otherwise, { name, condition }) => {
        const part = partOf(name);
        return part === otherwise
          ? otherwise
          : Fn.conditionIf(condition.logicalId, part ?? Aws.NO_VALUE, otherwise ?? Aws.NO_VALUE);
      }, largest && partOf(largest));
  }
}

/** Gives that part of the template which belongs to the size; undefined if none does. */
type Choice = (partOf: (size: BrokerSize) => Part | undefined) => Part | undefined;

const UNLIMITED = { CpuCredits: CpuCredits.UNLIMITED } as const;

function atSynthesis(size: string): Choice {
  if (!isBrokerSize(size)) {
    throw new Error(`brokerSize: given '${size}', allowed are ${BROKER_SIZE_NAMES.join(', ')}`);
  }
  return (partOf) => partOf(size);
}

function overridesOf(size: BrokerSize): Part {
  return BROKER_SIZES[size].map((InstanceType) => ({ InstanceType }));
}
