import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { CommandRow } from '../../src/shell/command.ts';
import { COMMAND_ROWS, COMMAND_TABLE } from '../../src/shell/command-table.ts';
import { keyCodeOf } from '../../src/shell/screen/key-codes.ts';
import { runLine } from '../support/run-line.ts';
import { startTestHandset } from '../support/test-handset.ts';

const SHELL = new URL('../../src/shell/', import.meta.url);

function isCommandRow(value: unknown): value is CommandRow {
  return typeof value === 'object' && value !== null && 'name' in value && 'run' in value;
}

/** All command rows that the files of a room export. */
async function rowsOf(room: string): Promise<readonly CommandRow[]> {
  const files = (await readdir(new URL(`${room}/`, SHELL), { recursive: true })).filter((name) => name.endsWith('.ts'));
  const modules: object[] = await Promise.all(files.map((name) => import(new URL(`${room}/${name}`, SHELL).href)));
  return modules.flatMap((module) => Object.values(module).flat()).filter(isCommandRow);
}

test('no two commands have the same name', () => {
  expect(COMMAND_TABLE.size).toBe(COMMAND_ROWS.length);
});

test.each(['commands', 'services', 'screen'])('every command of %s/ is in the table', async (room) => {
  const rows = await rowsOf(room);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !COMMAND_ROWS.includes(row)).map((row) => row.name)).toEqual([]);
});

test('every command survives an option that it does not know', async () => {
  const handset = await startTestHandset();
  try {
    for (const { name } of COMMAND_ROWS) {
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
