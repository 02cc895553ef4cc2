import { describe, expect, it } from '@jest/globals';
import { environmentNames } from '../../../lib/environments/environments.ts';
import { templatesOf, withoutHashes } from '../synthesised-environment.ts';

describe.each(environmentNames())('the environment %s', (name) => {
  const templates = templatesOf(name);

  it.each(Object.keys(templates))('has the stack %s as recorded', (stack) => {
    expect(withoutHashes(templates[stack]?.toJSON() ?? {})).toMatchSnapshot();
  });

  it('comes out the same when it is synthesised again', () => {
    const again = templatesOf(name);
    for (const [stack, template] of Object.entries(templates)) {
      expect(again[stack]?.toJSON()).toEqual(template.toJSON());
    }
  });

  it('uses no cross-stack export, which would lock one stack to another', () => {
    for (const template of Object.values(templates)) {
      const outputs = Object.values(template.toJSON().Outputs ?? {}) as { Export?: unknown }[];
      expect(outputs.filter((output) => output.Export)).toEqual([]);
      expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    }
  });
});
