import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runLine, type ShellResult } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

interface MkshCase extends ShellResult {
  readonly script: string;
}

/** Scripts with what mksh R59 prints for them. `/data` and `/data/local/tmp` are folders of the device. */
const CASES: readonly MkshCase[] = JSON.parse(await readFile(new URL('mksh-cases.json', import.meta.url), 'utf8'));

let handset: TestHandset;

beforeAll(async () => {
  handset = await startTestHandset();
});

afterAll(async () => await handset.close());

test.each(CASES)('mksh: $script', async ({ script, ...expected }) => {
  expect(await runLine(handset.shell, script)).toEqual(expected);
});

/** The judge of the table is mksh itself: `QUHAO_MKSH=/usr/bin/mksh npx vitest run --project unit handset/test/shell/mksh`. */
describe.runIf(process.env['QUHAO_MKSH'] !== undefined)('the table against a real mksh', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quhao-mksh-'));
  });

  afterAll(async () => await rm(folder, { recursive: true, force: true }));

  test.each(CASES.filter(({ script }) => !/\/dat|dat\?/.test(script.replaceAll('/data/local/tmp', ''))))(
    'real mksh: $script',
    async ({ script, code, stdout, stderr }) => {
      const inFolder = (text: string) => text.replaceAll('/data/local/tmp', folder);
      expect(await runMksh(inFolder(script))).toEqual({ code, stdout: inFolder(stdout), stderr: inFolder(stderr) });
    },
  );
});

/** Newer versions of mksh put `E: ` or `W: ` before a message; Android's does not. */
async function runMksh(script: string): Promise<ShellResult> {
  return await new Promise((resolve) => {
    const env = { PATH: '/usr/bin:/bin', HOME: '/', LC_ALL: 'C.UTF-8' };
    const child = execFile(process.env['QUHAO_MKSH'] ?? 'mksh', ['-c', script], { env, cwd: '/' }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, stdout, stderr: stderr.replace(/^(?:[EW]: )?\S*mksh: /gm, '/system/bin/sh: ').replace(/^[EW]: /gm, '') });
    });
    child.stdin?.end();
  });
}
