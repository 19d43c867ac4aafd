import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach } from 'vitest';
import type { Ended } from './run-quhao.ts';

export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Runs the built command in a process of its own, as users run it. Needs scripts/setup. */
export function quhao(...args: readonly string[]): Promise<Ended> {
  return promisify(execFile)(process.execPath, [MAIN, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

/** A folder of each test's own. */
export class TestFolder {
  #path = '';

  constructor() {
    beforeEach(async () => {
      this.#path = await mkdtemp(join(tmpdir(), 'quhao-cli-'));
    });
    afterEach(() => rm(this.#path, { recursive: true, force: true }));
  }

  get path(): string {
    return this.#path;
  }
}
