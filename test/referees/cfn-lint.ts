import type { IPolicyValidationPlugin, PolicyViolation } from 'aws-cdk-lib';
import type { Referee } from './referees.ts';

/** A finding as cfn-lint writes it as JSON, as far as it is looked at here. */
interface Finding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** cfn-lint as one of the plugins that CDK lets judge templates. */
export function cfnLintPlugin(cfnLint: Referee): IPolicyValidationPlugin {
  return {
    name: 'cfn-lint',
    validate: ({ templatePaths }) => {
      const violations = findingsIn(templatePaths, cfnLint).map(violation);
      return { success: violations.length === 0, violations };
    },
  };
}

/** All findings, also those that only inform and those of rules that are still on trial. */
function findingsIn(templates: readonly string[], cfnLint: Referee): Finding[] {
  const { stdout, stderr } = cfnLint([
    ...['--include-checks', 'I'],
    '--include-experimental',
    ...['--format', 'json'],
    '--',
    ...templates,
  ]);
  // What it says when it could not do its work is no JSON.
  if (stderr !== '' || !stdout.startsWith('[')) {
    throw new Error(`cfn-lint failed: ${stdout}${stderr}`);
  }
  return JSON.parse(stdout) as Finding[];
}

function violation({ Rule, Message, Filename, Location }: Finding): PolicyViolation {
  const [section, id, ...rest] = (Location.Path ?? []).map(String);
  return {
    ruleName: Rule.Id,
    description: Message,
    severity: 'error',
    violatingResources: [
      {
        templatePath: Filename,
        ...(section === 'Resources' && id !== undefined && { resourceLogicalId: id }),
        locations: [rest.join('.')],
      },
    ],
  };
}
