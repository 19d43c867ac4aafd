import type { InstalledPackage } from '../../../device.ts';
import { devicePathOf } from '../../../files/device-files.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions } from '../../options.ts';

/** What an app can rely on here (`PackageManager.hasSystemFeature`). */
const features = [
  'android.hardware.faketouch',
  'android.hardware.screen.portrait',
  'android.hardware.telephony',
  'android.hardware.telephony.gsm',
  'android.hardware.touchscreen',
  'android.hardware.wifi',
] as const;

const lists: Readonly<Record<string, (call: Call, args: readonly string[]) => Promise<string>>> = {
  features: async () => features.map((each) => `feature:${each}\n`).join(''),
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
export async function listThings(call: Call, args: readonly string[]): Promise<number> {
  const [what = '', ...rest] = args;
  const list = Object.hasOwn(lists, what) ? lists[what] : undefined;
  if (list === undefined) {
    await call.printError(`Error: unknown list type '${what}'; known are ${Object.keys(lists).join(', ')}\n`);
    return 255;
  }
  await call.print(await list(call, rest));
  return EXIT_CODES.ok;
}

/** Every package here was installed by somebody: there are no system packages (`-s`), all are third-party ones (`-3`). */
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

function describe(found: InstalledPackage, flags: ReadonlySet<string>): string {
  const name = flags.has('-f') ? `${devicePathOf(found.name)}=${found.name}` : found.name;
  const code = flags.has('--show-versioncode') ? ` versionCode:${found.versionCode}` : '';
  return `package:${name}${code}${flags.has('-U') ? ` uid:${found.uid}` : ''}`;
}
