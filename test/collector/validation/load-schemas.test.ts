import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { loadSchemas } from '../../../collector/validation/load-schemas.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const newFolder = temporaryFolders();

/** A folder with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = newFolder();
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

it('finds schemas by type and version', async () => {
  const schemas = await loadSchemas(
    folderOf({ 'a/1.json': '{"type":"string"}', 'a/2.json': '{"type":"number"}' }),
  );
  expect(schemas.names).toEqual(['a/1', 'a/2']);
  expect(schemas.find('a', '1')?.accepts('x')).toBe(true);
  expect(schemas.find('a', '2')?.accepts('x')).toBe(false);
  expect(schemas.find('a', '3')).toBeUndefined();
  expect(schemas.find('__proto__', 'constructor')).toBeUndefined();
});

it('reads each in the draft that it names', async () => {
  const tuple = (draft: string) => JSON.stringify({ $schema: draft, items: [{ type: 'string' }] });
  const { names, broken } = await loadSchemas(
    folderOf({
      'tuple/7.json': tuple('http://json-schema.org/draft-07/schema#'),
      'tuple/2020.json': tuple('https://json-schema.org/draft/2020-12/schema'),
      'tuple/4.json': tuple('http://json-schema.org/draft-04/schema#'),
    }),
  );
  expect(names).toEqual(['tuple/7']);
  expect(broken).toEqual([
    { file: 'tuple/2020.json', reason: expect.stringContaining('items') },
    {
      file: 'tuple/4.json',
      reason: expect.stringMatching(/^\$schema is ".+draft-04.+"; it must be one of /),
    },
  ]);
});

it('names what cannot be used, with the reason, and the good ones still serve', async () => {
  const schemas = await loadSchemas(
    folderOf({
      'good/1.json': '{"$id":"https://example.com/x","type":"string"}',
      'same-id/1.json': '{"$id":"https://example.com/x","type":"number"}',
      'misspelt/1.json': '{"type":"object","propertys":{}}',
      'format/1.json': '{"type":"string","format":"telephone"}',
      'reference/1.json': '{"$ref":"https://example.com/elsewhere"}',
      'no-json/1.json': '{',
      'a-list/1.json': '[]',
      'at-the-top.json': '{}',
      'too/deep/1.json': '{}',
      'README.md': '# Not a schema',
    }),
  );
  expect(schemas.names).toEqual(['good/1', 'same-id/1']);
  const reasons = Object.fromEntries(schemas.broken.map(({ file, reason }) => [file, reason]));
  expect(reasons).toEqual({
    'misspelt/1.json': 'strict mode: unknown keyword: "propertys"',
    'format/1.json': 'unknown format "telephone" ignored in schema at path "#"',
    'reference/1.json': expect.stringContaining("can't resolve reference https://example.com/elsewhere"),
    'no-json/1.json': expect.stringContaining('JSON'),
    'a-list/1.json': 'It is not a JSON object.',
    'at-the-top.json': expect.stringContaining('<type>/<version>.json'),
    'too/deep/1.json': expect.stringContaining('<type>/<version>.json'),
  });
});

it('wants the folder that it is told of', async () => {
  await expect(loadSchemas(join(newFolder(), 'absent'))).rejects.toMatchObject({
    code: 'bad-settings',
    message: expect.stringMatching(/^schemas is ".+absent", which cannot be read \(.+\); name a folder/),
  });
});

it('without a folder validates nothing', async () => {
  const { configured, names, broken } = await loadSchemas();
  expect({ configured, names, broken }).toEqual({ configured: false, names: [], broken: [] });
});

it('the examples are all good', async () => {
  const { names, broken } = await loadSchemas('schemas');
  expect({ names, broken }).toEqual({
    names: ['order-placed/1', 'order-placed/2', 'page-viewed/1'],
    broken: [],
  });
});
