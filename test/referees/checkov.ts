import type { IPolicyValidationPlugin, PolicyViolation } from 'aws-cdk-lib';
import type { Referee } from './referees.ts';

/** What checkov writes as JSON, as far as it is looked at here. */
interface Report {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly file_abs_path: string;
      /** `<type>.<logical id>`. */
      readonly resource: string;
    }[];
  };
  readonly summary: { readonly resource_count: number; readonly parsing_errors: number };
}

/** checkov as one of the plugins that CDK lets judge templates. It asks nobody on the network. */
export function checkovPlugin(checkov: Referee): IPolicyValidationPlugin {
  return {
    name: 'checkov',
    validate: ({ templatePaths }) => {
      const violations = reportOf(templatePaths, checkov).results.failed_checks.map(violation);
      return { success: violations.length === 0, violations };
    },
  };
}

function reportOf(templates: readonly string[], checkov: Referee): Report {
  const { stdout, stderr } = checkov([
    ...['--framework', 'cloudformation'],
    '--skip-download',
    '--compact',
    '--quiet',
    ...['--output', 'json'],
    '--file',
    ...templates,
  ]);
  if (!stdout.startsWith('{')) {
    throw new Error(`checkov failed: ${stdout}${stderr}`);
  }
  const report = JSON.parse(stdout) as Report;
  // Of what it could not read it says that all is well.
  if (report.summary.parsing_errors > 0 || report.summary.resource_count === 0) {
    throw new Error(`checkov could not read ${templates.join(', ')}: ${stderr}`);
  }
  return report;
}

function violation(check: Report['results']['failed_checks'][number]): PolicyViolation {
  return {
    ruleName: check.check_id,
    description: check.check_name,
    severity: 'error',
    violatingResources: [
      {
        templatePath: check.file_abs_path,
        resourceLogicalId: check.resource.slice(check.resource.indexOf('.') + 1),
        locations: ['Properties'],
      },
    ],
  };
}
