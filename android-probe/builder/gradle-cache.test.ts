import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findInGradle, gradleFolder } from './gradle-cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-gradle-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const group = 'androidx.acme';

/** Writes a library as Gradle keeps it; `type` null: only a pom. */
async function keep(
  artifact: string,
  version: string,
  { type = 'aar', needs = '' }: { type?: string | null; needs?: string } = {},
) {
  const files = {
    [`1a/${artifact}-${version}.pom`]: `<project><packaging>${type ?? 'pom'}</packaging><dependencies>${needs}</dependencies></project>`,
    ...(type === null ? {} : { [`2b/${artifact}-${version}.${type}`]: 'library' }),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, group, artifact, version, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

function need(artifact: string, version: string, more = ''): string {
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${more}</dependency>`;
}

async function find(artifact: string, version = '1.0'): Promise<readonly string[] | null> {
  const files = await findInGradle([{ group, artifact, version }], folder);
  return files?.map((file) => basename(file)) ?? null;
}

test('a library comes with what it needs, the newest version of each', async () => {
  const needs = [
    need('core', '[1.2.0]'),
    need('bom', '1.0'),
    need('unit', '1.0', '<scope>test</scope>'),
    need('more', '1', '<optional>true</optional>'),
  ];
  await keep('appcompat', '1.0', { needs: needs.join('') });
  await keep('core', '1.2.0', { needs: need('annotation', '1.9') });
  await keep('bom', '1.0', { type: null, needs: need('annotation', '1.10') });
  await keep('annotation', '1.9', { type: 'jar' });
  await keep('annotation', '1.10', { type: 'jar' });
  expect(await find('appcompat')).toEqual(['annotation-1.10.jar', 'appcompat-1.0.aar', 'core-1.2.0.aar']);
});

test('a version that only another file knows is the newest that is there', async () => {
  await keep('appcompat', '1.0', { needs: need('core', '$' + '{core.version}') });
  await keep('core', '1.9');
  await keep('core', '1.10');
  expect(await find('appcompat')).toEqual(['appcompat-1.0.aar', 'core-1.10.aar']);
});

test('a library that is not whole is left to Maven', async () => {
  expect(await find('absent')).toBeNull();
  await keep('appcompat', '1.0', { needs: need('core', '1.0') });
  expect(await find('appcompat')).toBeNull();
});

test('the folder of Gradle is the one that its variable names', () => {
  expect(gradleFolder({ GRADLE_USER_HOME: '/g' })).toBe('/g/caches/modules-2/files-2.1');
});
