import type { InstalledPackage } from '../../../device.ts';
import { devicePathOf } from '../../../files/device-files.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions } from '../../options.ts';

/** Features of the handset (`PackageManager.hasSystemFeature`). */
const FEATURES = [
  'android.hardware.faketouch',
  'android.hardware.screen.portrait',
  'android.hardware.telephony',
  'android.hardware.telephony.gsm',
  'android.hardware.touchscreen',
  'android.hardware.wifi',
] as const;

const LISTS: Readonly<Record<string, (call: Call, args: readonly string[]) => Promise<string>>> = {
  features: async () => FEATURES.map((each) => `feature:${each}\n`).join(''),
  instrumentation: async ({ system }) =>
    system.device.packages
      .list()
      .flatMap((each) => each.instrumentations.map((name) => `instrumentation:${each.name}/${name} (target=${each.name})\n`))
      .join(''),
  packages: listPackages,
  package: listPackages,
  users: async () => 'Users:\n\tUserInfo{0:Owner:c13} running\n',
};

/** `pm list packages|features|instrumentation|users`. */
export async function listItems(call: Call, args: readonly string[]): Promise<number> {
  const [type = '', ...rest] = args;
  const list = Object.hasOwn(LISTS, type) ? LISTS[type] : undefined;
  if (list === undefined) {
    await call.printError(`Error: unknown list type '${type}'; known are ${Object.keys(LISTS).join(', ')}\n`);
    return EXIT_CODES.serviceError;
  }
  await call.print(await list(call, rest));
  return EXIT_CODES.ok;
}

/** All packages are third-party ones (`-3`). The handset has neither system packages (`-s`) nor disabled ones (`-d`). */
async function listPackages({ system }: Call, args: readonly string[]): Promise<string> {
  const { flags, rest } = parseOptions(args, {
    flags: ['-f', '-3', '-s', '-e', '-d', '-i', '-U', '-u', '-a', '--show-versioncode'],
    values: ['--user', '--uid'],
  });
  if (flags.has('-s') || flags.has('-d')) {
    return '';
  }
  return system.device.packages
    .list()
    .filter((each) => each.name.includes(rest[0] ?? ''))
    .map((each) => `${describe(each, flags)}\n`)
    .join('');
}

function describe(installed: InstalledPackage, flags: ReadonlySet<string>): string {
  const name = flags.has('-f') ? `${devicePathOf(installed.name)}=${installed.name}` : installed.name;
  const code = flags.has('--show-versioncode') ? ` versionCode:${installed.versionCode}` : '';
  return `package:${name}${code}${flags.has('-U') ? ` uid:${installed.uid}` : ''}`;
}
