import { afterAll, beforeAll } from 'vitest';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { openTestbed, type Testbed } from '../src/testbed.ts';
import { phoneDay } from './phone-day.ts';
let testbed: Testbed;
beforeAll(async () => { const root = await packageRoot(); testbed = await openTestbed({ serial: null, probeApk: join(root, 'android-probe/build/probe.apk'), cacheDir: join(root, '.quhao/handset-cache'), onProgress: (l) => console.log(l) }); });
afterAll(() => testbed[Symbol.asyncDispose]());
phoneDay(() => testbed);
