import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { InstalledPackage } from '../../src/device.ts';
import { runLine, type ShellResult } from './run-line.ts';
import { startTestHandset, type TestHandset } from './test-handset.ts';

/** Starts a handset for each test of the file and puts an APK into its folder. */
export class ShellHandset {
  readonly app = 'com.example.app';
  #handset: TestHandset | null = null;

  constructor() {
    beforeEach(async () => {
      this.#handset = await startTestHandset();
      await writeFile(this.#apk, `APK ${this.app}\n`);
    });
    afterEach(() => this.#running.close());
  }

  get device(): TestHandset['device'] {
    return this.#running.device;
  }

  run(line: string, stdin?: string): Promise<ShellResult> {
    return runLine(this.#running.shell, line, stdin);
  }

  install(): Promise<InstalledPackage> {
    return this.device.packages.install(this.#apk);
  }

  get #apk(): string {
    return join(this.#running.folder, 'app.apk');
  }

  get #running(): TestHandset {
    if (this.#handset === null) {
      throw new Error('the handset exists inside a test only');
    }
    return this.#handset;
  }
}
