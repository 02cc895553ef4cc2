/** The findings of cfn-lint that we live with: rule and reason. There is no other place for them. */
export const CFN_LINT_WAIVERS: Readonly<Record<string, string>> = {
  W3005:
    'CDK makes a function and an instance profile wait for their role together with its policies, and so names the role a second time beside the reference; the order is the same with or without it.',
};
