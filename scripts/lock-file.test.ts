import { expect, test } from 'vitest';
import { textOf } from './docs-repository.ts';

/** What is installed is what was tested: exact versions, each package with its digest, licences that we may build on. */

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(packages).filter(([place]) => place !== '');
const LICENCES = ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', '0BSD', 'MIT OR Apache-2.0', '(BSD-3-Clause OR GPL-2.0)'];
/** File-wise copyleft: fine for what is used unchanged. */
const LICENCES_USED_UNCHANGED = ['MPL-2.0'];

test('every package of the lock file has a digest', () => {
  expect(locked.length).toBeGreaterThan(200);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([]);
});

test('no file names a registry: whoever installs has one of his own', () => {
  expect(textOf('package-lock.json')).not.toContain('"resolved"');
});

test('every package has a licence that we may build on', () => {
  const allowed = [...LICENCES, ...LICENCES_USED_UNCHANGED];
  expect(locked.filter(([, { license = '' }]) => !allowed.includes(license)).map(([place]) => place)).toEqual([]);
});

test('package.json names exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<string, Record<string, string>>;
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

// A plug-in without a version would be another one tomorrow; Maven's own defaults depend on the Maven.
test.each(['handset/runtime/pom.xml', 'handset/converter/pom.xml', 'android-probe/pom.xml'])('%s names exact versions', (pom) => {
  const text = textOf(pom);
  const parts = [...text.matchAll(/<(plugin|dependency|artifactItem)>([\s\S]*?)<\/\1>/g)].map(([, , part = '']) => part);
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.filter((part) => !/<version>[^[\](),]+<\/version>/.test(part))).toEqual([]);
});
