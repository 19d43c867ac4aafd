import { Command } from 'commander';
import type { ApkIdentity } from '../../handset/src/handset.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { PROBE_CERTIFICATE_MD5, PROBE_PACKAGE } from '../probe-app.ts';
import { addBenchFlags, type BenchFlags, cliErrorOf, probeOf } from './bench-flags.ts';

const RUNNER = 'app.quhao.probe.ProbeInstrumentation';

const EXAMPLES = `
Examples:
  quhao probe install --serial R58M123ABC
  quhao probe install --serial R58M123ABC --sdk my.aar --adapter adapter.yaml --json`;

interface InstallFlags extends BenchFlags {
  readonly json?: true;
}

export function probeInstallCommand(): Command {
  const command = new Command('install').description(
    'install a probe on a device of your own adb server, and say how it is started',
  );
  return addBenchFlags(command).option('--json', 'JSON instead of text').addHelpText('after', EXAMPLES).action(install);
}

async function install(flags: InstallFlags): Promise<void> {
  if (flags.serial === undefined) {
    throw new CliError('--serial says on which device; adb devices lists them (a virtual one: quhao handset start)', EXIT_USAGE);
  }
  const { AdbDevice, requireProbe, userAdbServer } = await import('../../conformance/src/by-hand.ts');
  const { readApkIdentity } = await import('../../handset/src/handset.ts');
  const apk = await probeOf(flags);
  let identity: ApkIdentity;
  try {
    await requireProbe(apk);
    identity = await readApkIdentity(apk);
    await using server = await userAdbServer();
    const device = await AdbDevice.attachListed(server, flags.serial);
    await device.install(apk);
  } catch (error) {
    throw await cliErrorOf(error);
  }
  const { packageName, certificateMd5 } = identity;
  const isKnown = packageName === PROBE_PACKAGE && certificateMd5 === PROBE_CERTIFICATE_MD5;
  const registered = isKnown
    ? 'quhao serve knows it for its ready app'
    : `register it: apps: [{ appid: …, packageName: ${packageName}, certificateMd5: ${certificateMd5} }] in the file of quhao serve --config`;
  const command = `am instrument -w -e token TOKEN ${packageName}/${RUNNER}`;
  if (flags.json) {
    console.log(jsonText({ serial: flags.serial, packageName, certificateMd5, isKnownToServe: isKnown, start: command }));
    return;
  }
  console.log(`installed   ${packageName} on ${flags.serial}`);
  console.log(`certificate ${certificateMd5}   ${registered}`);
  console.log(`start       adb -s ${flags.serial} shell ${command}`);
  console.log('talk        android-probe/PROTOCOL.md; or quhao probe call getPhoneInfo --serial SERIAL --probe APK');
}
