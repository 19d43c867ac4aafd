import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AdbServer } from '../../handset/test/support/adb-server.ts';
import { startTestHandset, type TestHandset } from '../../handset/test/support/test-handset.ts';
import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { commandTable } from '../command-table.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { RECIPES } from '../fault/recipes.ts';
import { program, runQuhao } from './run-quhao.ts';

/** docs/cli.md: its command lines are run in their order, and its tables are those of the source; the Chinese page has the same commands. */

const page = await readFile(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const chinese = await readFile(new URL('../../docs/zh/cli.md', import.meta.url), 'utf8');

/** Dozens of commands, one after the other. */
const LIMIT_MS = 90_000;

let folder: string;
let simulator: Simulator;
let adb: AdbServer;
let handset: TestHandset;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-docs-'));
  [simulator, adb, handset] = await Promise.all([startSimulator({ preset: 'personas' }), AdbServer.start(), startTestHandset()]);
  await adb.text('connect', handset.serial);
  env = {
    QUHAO_URL: simulator.urls.control,
    QUHAO_TOKEN: simulator.controlToken,
    HOME: folder,
    PATH: process.env['PATH'] ?? '',
    JAVA_HOME: process.env['JAVA_HOME'] ?? '',
    ADB_SERVER_SOCKET: `tcp:127.0.0.1:${adb.port}`,
  };
});
afterAll(async () => {
  await Promise.all([simulator.close(), adb.stop(), handset.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** The command lines of the page's blocks, in their order. */
function linesOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```sh.*\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split('\n').filter((line) => line.startsWith('quhao ')));
}

/** These follow what comes until they are ended, or end with what this machine has. */
const FOLLOWING = /flow watch|--follow/;
/** What `serve` starts is the simulator of this test; serve.device.test.ts runs it. */
const SERVE = 'quhao serve';

/** Runs a line as a shell would: one pipe, and output into a file of the test's folder. */
async function run(line: string): Promise<{ readonly code: number; readonly stderr: string }> {
  const [command = '', file] = line.split(' > ');
  let input = '';
  let code = 0;
  let stderr = '';
  for (const part of command.split(' | ')) {
    const [, ...words] = part.trim().split(/ +/);
    const args = words.map((word) => word.replace(/(?<=^|@)(?=[\w.]+\.(?:txt|json)$)/, `${folder}/`));
    const signal = FOLLOWING.test(line) ? AbortSignal.timeout(200) : new AbortController().signal;
    const ended = await runQuhao(args, { env, input, signal });
    input = ended.stdout;
    code = ended.code;
    stderr += ended.stderr;
  }
  if (file !== undefined) {
    await writeFile(join(folder, file.trim()), input);
  }
  return { code, stderr };
}

test(
  'every line of the page does what the page says',
  async () => {
    for (const line of linesOf(page).filter((one) => one !== SERVE)) {
      const [command = '', comment] = line.split(/ {3}# /);
      const { code, stderr } = await run(command.trim());
      const expected = comment === undefined ? 0 : Number(comment.replace('exits ', ''));
      // What this machine lacks is no matter of the page.
      const isAllowed = command.startsWith('quhao doctor') ? [0, 3].includes(code) : code === expected;
      expect(isAllowed, `${line} exits ${code}: ${stderr}`).toBe(true);
    }
  },
  LIMIT_MS,
);

test(
  'the login in five lines of the README is what it says',
  async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const lines = linesOf(readme.split('A login in five lines')[1]?.split('The same without')[0] ?? '');
    const codes: number[] = [];
    for (const line of lines) {
      codes.push((await run(line)).code);
    }
    // The fourth meets the fault.
    expect(codes).toEqual([0, 0, 0, 1, 0]);
  },
  LIMIT_MS,
);

test('the Chinese page has the same lines', () => {
  expect(linesOf(chinese)).toEqual(linesOf(page));
});

function tableBelow(text: string, section: number): readonly (readonly string[])[] {
  const [, rest = ''] = text.split(new RegExp(`^## ${section}\\. `, 'm'));
  const rows = [...(rest.split(/^## /m)[0] ?? '').matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row);
  return rows.slice(1).map((row) => row.split(/(?<!\\) \| /));
}

describe('the tables', () => {
  test('have every command', () => {
    const rows = commandTable(program()).map(({ usage, description }) => [`\`${usage}\``, description]);
    expect(tableBelow(page, 8)).toEqual(rows);
    expect(tableBelow(chinese, 8).map(([usage]) => usage)).toEqual(rows.map(([usage]) => usage));
  });

  test('have every recipe', () => {
    const rows = RECIPES.map(({ name, planes, effect, sees }) => [name, planes.join(', '), effect.kind, sees]);
    expect(tableBelow(page, 9)).toEqual(rows);
    expect(tableBelow(chinese, 9).map((row) => row.slice(0, 3))).toEqual(rows.map((row) => row.slice(0, 3)));
  });

  test('have every exit code', () => {
    expect(tableBelow(page, 10)).toEqual(EXIT_CODES.map(({ code, when }) => [String(code), when]));
    expect(tableBelow(chinese, 10).map(([code]) => code)).toEqual(EXIT_CODES.map(({ code }) => String(code)));
  });
});

test('the help of every command that talks to a server or a device has two examples and --json', async () => {
  const usages = commandTable(program()).map(({ usage }) =>
    usage
      .split(' ')
      .filter((word) => !/^[<[]/.test(word))
      .slice(1),
  );
  const own = usages.filter(([noun = '']) => /^(flow|journal|fault|token|scope|clock|devices?|doctor)$/.test(noun));
  expect(own.length).toBeGreaterThan(30);
  for (const words of own) {
    const { code, stdout } = await runQuhao([...words, '--help']);
    expect(code).toBe(0);
    expect(stdout.split('Examples:')[1]?.match(/^ {2}quhao /gm)?.length, words.join(' ')).toBeGreaterThan(1);
    expect(stdout, words.join(' ')).toContain('--json');
  }
});
