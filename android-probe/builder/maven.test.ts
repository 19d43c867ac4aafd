import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fetchLibraries, libraryFolder, parseCoordinates, pomOf } from './maven.ts';

describe('coordinates', () => {
  test.each([
    ['com.squareup.okhttp3:okhttp:4.12.0', 'jar'],
    ['androidx.appcompat:appcompat:1.7.0@aar', 'aar'],
  ])('%s is read', (text, type) => {
    expect(parseCoordinates(text).type).toBe(type);
  });

  test.each([['okhttp'], ['a:b'], ['a:b:1:2'], ['a:b:1@zip'], ['a:b:<x>']])('%s is refused with an example', (text) => {
    expect(() => parseCoordinates(text)).toThrow(/not group:artifact:version\n {2}cure: for example --with/);
  });
});

test('a mirror is named in the pom, and only where there is one', () => {
  const rows = [parseCoordinates('a.b:c:1.0')];
  expect(pomOf(rows, undefined)).not.toContain('repository');
  expect(pomOf(rows, 'https://mirror.test/?a=1&b=2')).toContain('<url>https://mirror.test/?a=1&amp;b=2</url>');
});

test('libraries of any number have a folder of their own with a short name', () => {
  const many = Array.from({ length: 30 }, (_, index) => `com.example.libraries:artifact-${index}:1.0.0`);
  expect(basename(libraryFolder('cache', many)).length).toBeLessThan(64);
  expect(libraryFolder('cache', many)).not.toBe(libraryFolder('cache', many.slice(1)));
});

test('libraries that another process has fetched meanwhile are taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quhao-maven-'));
  try {
    const target = join(folder, 'kept');
    const program = join(folder, 'mvn');
    // Stands for a slow Maven: when it is done, the folder is there.
    const lines = [
      '#!/bin/sh',
      `mkdir -p '${target}'`,
      `echo other > '${target}/a.jar'`,
      `echo own > '${target}.${process.pid}/a.jar'`,
    ];
    await writeFile(program, `${lines.join('\n')}\n`, { mode: 0o755 });
    expect(await fetchLibraries(['a.b:c:1.0'], { folder: target, mvn: program, gradle: join(folder, 'gradle') })).toEqual([
      join(target, 'a.jar'),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a library that Gradle has is taken from its cache, and Maven is asked for the others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quhao-maven-'));
  try {
    const [target, program, home] = [join(folder, 'kept'), join(folder, 'mvn'), join(folder, 'gradle/androidx.a/b/1.0/5e')];
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'b-1.0.aar'), 'gradle');
    await writeFile(join(home, 'b-1.0.pom'), '<project />');
    const asked = `grep -q androidx '${target}.${process.pid}/pom.xml' && exit 1`;
    await writeFile(program, `#!/bin/sh\n${asked}\necho maven > '${target}.${process.pid}/c.jar'\n`, { mode: 0o755 });
    const sources = { folder: target, mvn: program, gradle: join(folder, 'gradle') };
    const files = await fetchLibraries(['androidx.a:b:1.0', 'a.b:c:1.0'], sources);
    expect(files.map((file) => basename(file))).toEqual(['b-1.0.aar', 'c.jar']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
