import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'own-app');

/** What somebody who tried the example has in its folder. */
const MADE_HERE = ['node_modules', '.catnap', 'cdk.out', 'cdk.context.json', 'package-lock.json'];

const run = promisify(execFile);

/** What npm reads of a package to install it. */
interface Manifest {
  readonly types: string;
  readonly bin: { readonly catnap: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The example app in a folder of its own, with catnap installed there. */
export interface InstalledApp {
  readonly folder: string;
  /** The installed package. */
  readonly catnap: {
    readonly folder: string;
    readonly manifest: Manifest;
    readonly files: readonly string[];
  };
}

/**
 * Copies the example app into an empty folder and installs catnap there from a tarball of this checkout, as `npm pack`
 * makes it. All that the manifests name comes from this checkout instead of the registry, and nothing else is there.
 */
export async function installExample(folder: string): Promise<InstalledApp> {
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !MADE_HERE.includes(basename(path)) });
  await run('npm', ['pack', '--pack-destination', folder], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const catnap = join(folder, 'node_modules', 'catnap');
  await mkdir(catnap, { recursive: true });
  const [tarball = 'none'] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await run('tar', ['-xzf', join(folder, tarball), '-C', catnap, '--strip-components', '1']);

  const manifest = await readManifest(catnap);
  const own = await readManifest(folder);
  const { catnap: _tarball, ...needed } = {
    ...own.dependencies,
    ...own.devDependencies,
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  };
  for (const name of Object.keys(needed)) {
    await link(join('node_modules', name), folder);
  }
  const files = await readdir(catnap, { recursive: true });
  return { folder, catnap: { folder: catnap, manifest, files } };
}

async function link(path: string, folder: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await symlink(join(ROOT, path), join(folder, path));
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
