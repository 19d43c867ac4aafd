import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commandRows, commandTable } from '../src/shell/command-table.ts';
import { keyCodeOf } from '../src/shell/key-codes.ts';
import { runLine } from './shell-runner.ts';
import { startTestHandset } from './test-handset.ts';

test('no two commands have one name', () => {
  expect(commandTable.size).toBe(commandRows.length);
});

test('every file in commands/ is in the table', async () => {
  const folder = new URL('../src/shell/commands/', import.meta.url);
  const files = (await readdir(folder)).map((name) => name.replace(/\.ts$/, ''));
  expect(files.filter((name) => !commandTable.has(name))).toEqual([]);
});

test('every command answers a word that it cannot know without breaking the shell', async () => {
  const handset = await startTestHandset();
  try {
    for (const { name } of commandRows) {
      const { stdout } = await runLine(
        handset.shell,
        `timeout 0.2 ${name} --no-such-option </dev/null >/dev/null 2>&1; echo alive`,
      );
      expect(stdout, name).toBe('alive\n');
    }
  } finally {
    await handset.close();
  }
});

test.each([
  ['KEYCODE_HOME', 3],
  ['back', 4],
  ['66', 66],
  ['KEYCODE_0', 7],
  ['KEYCODE_Z', 54],
  ['KEYCODE_', null],
  ['constructor', null],
])('the key %j is %j', (word, code) => {
  expect(keyCodeOf(word)).toBe(code);
});
