import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClassFile } from './class-file.ts';
import { readClassFile } from './class-file.ts';
import { writeListenerClass } from './listener-class.ts';
import { compileJava, filesUnder } from './probe-core.ts';
import { ROOT } from './test-support/build-options.ts';
import { openToolchain } from './toolchain.ts';

// Needs a JDK and no handset: the written class is verified and run by the JVM.
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-listener-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PACKAGE = 'com/example/listeners';

async function compiled(name: string): Promise<ClassFile> {
  const read = readClassFile(await readFile(join(folder, PACKAGE, `${name}.class`)));
  if (read === null) {
    throw new Error(`${name} is no class file`);
  }
  return read;
}

test('a subclass of a listener that is a class hands every call on, and the JVM verifies it', { timeout: 60_000 }, async () => {
  const tools = await openToolchain(ROOT);
  const sources = [
    ...(await filesUnder(join(ROOT, 'android-probe/builder/test-support/listener-class'), '.java')),
    join(ROOT, 'android-probe/probe/java/app/quhao/probe/table/ListenerCalls.java'),
  ];
  await compileJava('compiling the listener', { tools, sources, classPath: [], output: folder });
  const classes = new Map(
    await Promise.all(['Callback', 'Base'].map(async (name) => [`com.example.listeners.${name}`, await compiled(name)] as const)),
  );
  const callback = await compiled('Callback');
  const written = writeListenerClass(callback, ['onResult', 'onCount', 'onFinal'], { classes, place: 'adapter.yaml' });
  expect(written.name).toBe('com.example.listeners.QuhaoListener$Callback');
  const file = join(folder, `${written.name.replaceAll('.', '/')}.class`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, written.bytes);
  const { stdout } = await promisify(execFile)(tools.java, [
    ...['-Xverify:all', '-cp', folder, 'app.quhao.probe.table.Main', written.name],
  ]);
  expect(stdout.trim().split('\n')).toEqual([
    'onResult [a, 1, 2, true, 3.5, 4, c, 5, 6.5, [j]]',
    'onOther [other]',
    'onAsk []',
    'onTime []',
    'onCount [9]',
    'false 0 0 its own',
  ]);
});
