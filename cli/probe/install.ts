import { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { PROBE_CERTIFICATE_MD5 } from '../probe-app.ts';
import { addBenchFlags, type BenchFlags, cliErrorOf, probeOf } from './bench-flags.ts';

export function probeInstallCommand(): Command {
  const command = new Command('install').description(
    'install a probe on a device of your own adb server, and say how it is started',
  );
  return addBenchFlags(command).action(install);
}

async function install(flags: BenchFlags): Promise<void> {
  if (flags.serial === undefined) {
    throw new CliError('--serial says on which device; adb devices lists them (a virtual one: quhao handset start)', EXIT_USAGE);
  }
  const { AdbDevice, PROBE_PACKAGE, requireProbe, userAdbServer } = await import('../../conformance/src/by-hand.ts');
  const apk = await probeOf(flags);
  try {
    await requireProbe(apk);
    await using server = await userAdbServer();
    const device = await AdbDevice.attachListed(server, flags.serial);
    await device.install(apk);
  } catch (error) {
    throw await cliErrorOf(error);
  }
  console.log(`installed   ${PROBE_PACKAGE} on ${flags.serial}`);
  console.log(`certificate ${PROBE_CERTIFICATE_MD5}   quhao serve knows it for its ready app`);
  console.log(`start       adb -s ${flags.serial} shell am instrument -w -e token TOKEN ${PROBE_PACKAGE}/.ProbeInstrumentation`);
  console.log('talk        android-probe/PROTOCOL.md; or quhao probe call getPhoneInfo --serial SERIAL --probe APK');
}
