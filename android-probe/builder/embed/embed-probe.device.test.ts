import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HandBench } from '../../../conformance/src/by-hand.ts';
import { readApk } from '../../../handset/src/packages/read-apk.ts';
import { readStringPool } from '../../../handset/src/packages/string-pool.ts';
import { buildProbe } from '../build-probe.ts';
import { compileJava } from '../probe-core.ts';
import { runTool } from '../run-tool.ts';
import { buildOptions, ROOT } from '../test-support/build-options.ts';
import { buildFieldSdk } from '../test-support/field-sdk.ts';
import { buildHostApp } from '../test-support/host-app.ts';
import { openToolchain } from '../toolchain.ts';
import { entryOf, type GivenApp, openApp } from './given-app.ts';
import { packageIds } from './resource-table.ts';
import { writeStubJar } from './stub-jar.ts';

// Needs the tools of scripts/build-probe; the last test the handset.

let folder: string;
let host: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-embed-'));
  host = await buildHostApp(await buildFieldSdk(folder), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Names and methods are as they were. */
function shapesOf({ classes }: GivenApp): ReadonlyMap<string, readonly string[]> {
  return new Map([...classes].map(([name, { methods }]) => [name, methods]));
}

test('an app with the SDK inside becomes a probe: its package, code and resources stay', { timeout: 300_000 }, async () => {
  const { apk, notes } = await buildProbe(buildOptions([host], join(folder, 'cache')));
  expect(notes).toEqual([
    'host.apk keeps its package com.example.host, and is signed anew',
    expect.stringMatching(/has no mobileAuth, quitAuthActivity: where the SDK has them/),
    expect.stringMatching(/^the app does not ask for .*CHANGE_NETWORK_STATE/),
    expect.stringMatching(/^\.MainActivity is in the launcher no more/),
  ]);
  const asking = apk.replace(/\.apk$/, '-phone-state.apk');
  const [plain, other] = await Promise.all([apk, asking].map(async (path) => readApk(await readFile(path), 35)));
  expect(plain?.manifest).toMatchObject({
    ...{ package: 'com.example.host', versionCode: 7, minSdk: 26, targetSdk: 34, isTestOnly: false },
    launcherActivity: 'app.quhao.probe.ProbeActivity',
    activities: ['com.example.host.MainActivity', 'app.quhao.probe.ProbeActivity', 'app.quhao.probe.AppActivity'],
    instrumentationTargets: {
      'app.quhao.probe.ProbeInstrumentation': 'com.example.host',
      'com.google.android.mobly.snippet.SnippetRunner': 'com.example.host',
    },
  });
  const phoneState = 'android.permission.READ_PHONE_STATE';
  expect([plain, other].map((one) => one?.manifest.permissions.includes(phoneState))).toEqual([false, true]);

  const [before, after] = [await openApp(host), await openApp(apk)];
  expect(after.dexCount).toBe(before.dexCount + 1);
  expect(shapesOf(after)).toEqual(new Map([...shapesOf(after), ...shapesOf(before)]));
  expect([...after.archive.entries.keys()].filter((name) => name.startsWith('META-INF/'))).toEqual([]);
  const config = 'res/xml/network_security_config.xml';
  expect(entryOf(after.archive, config)).toEqual(entryOf(before.archive, config));
  expect(packageIds(after.resources ?? Buffer.alloc(0))).toEqual([0x7f, 0x7e]);
  const strings = readStringPool((after.resources ?? Buffer.alloc(0)).subarray(12));
  expect(strings).toEqual(expect.arrayContaining(['made by the app', 'Host', 'res/quhao-probe/layout/probe_content.xml']));
  const { aapt2 } = await openToolchain(ROOT);
  const { isDone, text } = await runTool(aapt2, ['dump', 'resources', apk]);
  expect([isDone, text]).toEqual([true, expect.stringMatching(/0x7f010000 string\/host_desc/)]);
  expect(text).toMatch(/0x7e\w{6} layout\/probe_content/);
});

test("an adapter in Java is compiled against the names in the app's dex", { timeout: 60_000 }, async () => {
  const tools = await openToolchain(ROOT);
  const [stubs, source, output] = [join(folder, 'stubs.jar'), join(folder, 'Caller.java'), join(folder, 'caller-classes')];
  await writeFile(stubs, writeStubJar((await openApp(host)).classes.values()));
  await mkdir(output);
  await writeFile(
    source,
    `import com.cmic.sso.sdk.auth.AuthnHelper;
    class Caller extends com.example.host.MainActivity.Nested {
      void call() throws Exception {
        AuthnHelper.getInstance(this).getPhoneInfo(NAME, "key", json -> describe(json.toString()));
      }
    }`,
  );
  await compileJava('compiling the caller', { tools, sources: [source], classPath: [tools.platform, stubs], output });
});

test("the app's SDK is called on a handset, in the app's own package", { timeout: 300_000 }, async () => {
  const { apk } = await buildProbe(buildOptions([host], join(folder, 'cache')));
  await using bench = await HandBench.open({
    serial: null,
    probeApk: apk,
    cacheDir: join(homedir(), '.cache', 'quhao'),
    onProgress: () => undefined,
  });
  const { subject, ...app } = await bench.describe();
  expect(app).toMatchObject({ package: 'com.example.host' });
  expect(subject.adapter).toBe('documented-api');
  const call = { appId: null, appKey: null, requestCode: 7, value: null, limitMs: null, waitMs: 10_000 };
  const { events } = await bench.call({ ...call, api: 'getPhoneInfo' });
  expect(events.filter(({ type }) => type === 'result').map(({ payload }) => payload)).toEqual([
    { requestCode: 7, json: { resultCode: '200022', desc: 'made by the app' } },
  ]);
});
