import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { cfnLintPlugin } from './cfn-lint.ts';
import { checkovPlugin } from './checkov.ts';
import type { Referees } from './referees.ts';

/** A finding that is lived with. */
export interface Waiving {
  /** `<referee>::<rule> at <construct>`. */
  readonly waiver: string;
  readonly reason: string;
}

/** What the referees have to say of an app's stacks. CDK's own validation is the fourth of them. */
export interface Judgement {
  /** What nobody has waived: `<referee>: <rule> <construct>: <sentence>`. */
  readonly findings: readonly string[];
  /** Waivers that nothing was found for. */
  readonly stale: readonly Waiving[];
  /** The reasons of all waivers that there are. */
  readonly reasons: ReadonlySet<string>;
}

/** CDK's report of a validation, as far as it is looked at here. */
interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    /** Why a referee could not do its work. */
    readonly metadata?: { readonly error?: string };
    readonly violations: readonly Violation[];
    readonly suppressedViolations?: readonly (Violation & {
      readonly acknowledgedId: string;
      readonly acknowledgedAt: string;
    })[];
  }[];
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath?: string }[];
}

/** Notes to whoever deploys are in the report too; they are no findings. */
const ANNOTATIONS = 'Construct Annotations';

/**
 * Synthesises an app before all four referees. Each is a validation plugin of CDK's, so one mechanism takes from what they
 * find what is waived (`lib/constructs/waivers.ts`), by construct and rule, and tells which waivers that took.
 */
export function judge(app: App, { cfnLint, checkov }: Referees): Judgement {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), cfnLintPlugin(cfnLint), checkovPlugin(checkov));
  const { pluginReports } = reportOf(app);
  const used = pluginReports.flatMap(({ suppressedViolations = [] }) =>
    suppressedViolations.map(
      ({ acknowledgedId, acknowledgedAt }) => `${acknowledgedId} at ${acknowledgedAt}`,
    ),
  );
  const waivers = waiversIn(app);
  return {
    findings: pluginReports
      .filter(({ pluginName }) => pluginName !== ANNOTATIONS)
      .flatMap(({ pluginName, violations }) =>
        violations.map((violation) => describe(pluginName, violation)),
      ),
    stale: waivers.filter(({ waiver }) => !used.includes(waiver)),
    reasons: new Set(waivers.map(({ reason }) => reason)),
  };
}

/** Synthesis fails for an error, having written its report. */
function reportOf(app: App): Report {
  const file = join(app.outdir, 'validation-report.json');
  try {
    app.synth();
  } catch (error) {
    if (!existsSync(file)) {
      throw error;
    }
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(app.outdir, { recursive: true });
  const failures = report.pluginReports.flatMap(({ metadata }) => metadata?.error ?? []);
  if (failures.length > 0) {
    throw new Error(failures.join('\n'));
  }
  return report;
}

function waiversIn(app: App): Waiving[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([id, reason]) => ({
          waiver: `${id} at ${node.path}`,
          reason,
        })),
      ),
  );
}

function describe(referee: string, { ruleName, description, violatingConstructs }: Violation): string {
  const where = violatingConstructs.map(({ constructPath }) => constructPath ?? 'the template').join(', ');
  return `${referee}: ${ruleName} ${where}: ${description}`;
}
