// appium-adb, which finds adb itself: it is given a folder that looks like an Android SDK.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, echoes, equal, isPicture, matches, plan, report } from './report.mjs';

const { adb: binary, adbPort, serial, folder, apk, devicePort, echoPort, home } = plan;
const { ADB } = await import(join(home, 'node_modules/appium-adb/build/lib/index.js'));
const { version } = JSON.parse(readFileSync(join(home, 'node_modules/appium-adb/package.json'), 'utf8'));
const sdk = join(folder, 'sdk');
mkdirSync(join(sdk, 'platform-tools'), { recursive: true });
symlinkSync(binary, join(sdk, 'platform-tools/adb'));
process.env.ANDROID_HOME = sdk;
const adb = await ADB.createADB({ sdkRoot: sdk, adbPort, udid: serial, adbExecTimeout: 50_000 });
adb.setDeviceId(serial);
await adb.adbExec(['connect', serial]).catch(() => undefined);

async function reversed(address) {
  await adb.adbExec(['reverse', address, `tcp:${echoPort}`]);
  matches((await adb.getReverseList()).join('\n'), new RegExp(address));
  await adb.adbExec(['forward', 'tcp:7821', address]);
  await echoes(7821);
  await adb.adbExec(['reverse', '--remove', address]);
}

await report('appium-adb', version, {
  devices: async () => {
    equal((await adb.getConnectedDevices()).find(({ udid }) => udid === serial)?.state, 'device');
    equal(await adb.getApiLevel(), 35);
    equal(await adb.getScreenSize(), '720x1440');
    matches(await adb.getModel(), /quhao/);
    equal(await adb.isScreenLocked(), false);
    equal(await adb.getScreenOrientation(), 0);
  },
  shell: async () => {
    equal(await adb.shell(['echo', 'out']), 'out');
    await adb.shell(['exit', '42']).then(
      () => Promise.reject(new Error('exit 42 succeeded')),
      (error) => equal(error.code, 42),
    );
  },
  files: async () => {
    const [from, back] = [join(folder, 'appium'), join(folder, 'appium-back')];
    const bytes = randomBytes(3_000_000);
    writeFileSync(from, bytes);
    await adb.push(from, '/sdcard/appium/file');
    await adb.pull('/sdcard/appium/file', back);
    equal(digest(readFileSync(back)), digest(bytes));
    equal(await adb.fileSize('/sdcard/appium/file'), bytes.length);
    equal(await adb.ls('/sdcard/appium'), ['file']);
    equal(await adb.fileExists('/sdcard/appium/none'), false);
  },
  install: async () => {
    await adb.install(apk, { replace: true, grantPermissions: true });
    equal(await adb.isAppInstalled(plan.package), true);
    matches((await adb.getPackageInfo(plan.package)).versionName, /\d/);
    matches(await adb.resolveLaunchableActivity(plan.package), /ProbeActivity/);
    await adb.startApp({ pkg: plan.package, activity: '.ProbeActivity', waitActivity: '.ProbeActivity', waitPkg: plan.package });
    equal((await adb.getFocusedPackageAndActivity()).appPackage, plan.package);
    await adb.forceStop(plan.package);
  },
  'install by push': async () => {
    const remote = '/data/local/tmp/appium.apk';
    await adb.push(apk, remote);
    await adb.installFromDevicePath(remote);
  },
  forward: async () => {
    await adb.forwardPort(7820, devicePort);
    await echoes(7820);
    await adb.removePortForward(7820);
  },
  reverse: async () => await reversed('tcp:7713'),
  'reverse by name': async () => await reversed('localabstract:appium'),
  logcat: async () => {
    await adb.startLogcat();
    const seen = new Promise((resolve) =>
      adb.setLogcatListener(({ message }) => message.includes('a line of appium') && resolve()),
    );
    await adb.shell(['log', '-t', 'matrix', "'a line of appium'"]);
    await seen;
    await adb.stopLogcat();
  },
  picture: async () => isPicture(await adb.takeScreenshot()),
  reconnect: async () => {
    await adb.adbExec(['disconnect', serial]);
    await adb.adbExec(['connect', serial]);
    equal(await adb.ping(), true);
  },
  root: async () => {
    const words = await adb.adbExec(['root']).catch((error) => `${error.stdout}${error.stderr}`);
    matches(words, /adbd cannot run as root in production builds/);
  },
});
process.exit(0);
