import type { InstalledPackage } from '../../../device.ts';
import { messageOf } from '../../../errors.ts';
import { devicePathOf } from '../../../files/device-files.ts';
import { isRuntimePermission } from '../../../packages/runtime-permissions.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { type ParsedOptions, parseOptions, UsageError } from '../../options.ts';
import { isKnownUser } from '../user-option.ts';

/** Features of the handset (`PackageManager.hasSystemFeature`). */
export const FEATURES = [
  'android.hardware.faketouch',
  'android.hardware.screen.portrait',
  'android.hardware.telephony',
  'android.hardware.telephony.gsm',
  'android.hardware.touchscreen',
  'android.hardware.wifi',
] as const;

const LIBRARIES = [
  'android.ext.shared',
  'android.hidl.base-V1.0-java',
  'android.test.base',
  'android.test.mock',
  'android.test.runner',
  'javax.obex',
  'org.apache.http.legacy',
] as const;

const GROUPS = ['CALENDAR', 'CALL_LOG', 'CAMERA', 'CONTACTS', 'LOCATION', 'MICROPHONE', 'PHONE', 'SENSORS', 'SMS', 'STORAGE'].map(
  (name) => `android.permission-group.${name}`,
);

const LISTS: Readonly<Record<string, (call: Call, args: readonly string[]) => Promise<string>>> = {
  features: async () => FEATURES.map((each) => `feature:${each}\n`).join(''),
  instrumentation: async ({ system }) =>
    system.device.packages
      .list()
      .flatMap((each) =>
        each.instrumentations.map(
          (name) => `instrumentation:${each.name}/${name} (target=${each.instrumentationTargets[name] ?? each.name})\n`,
        ),
      )
      .join(''),
  libraries: async () => LIBRARIES.map((each) => `library:${each}\n`).join(''),
  packages: listPackages,
  'permission-groups': async () => GROUPS.map((each) => `permission group:${each}\n`).join(''),
  permissions: listPermissions,
  sessions: async ({ system }) =>
    system.sessions
      .list()
      .map((id) => `sessionId = ${id}; \n`)
      .join(''),
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

/** All packages are third-party ones (`-3`). The handset has neither system packages (`-s`) nor disabled ones (`-d`). `-l` means nothing on Android either. */
async function listPackages({ system }: Call, args: readonly string[]): Promise<string> {
  const { flags, values, rest } = parsePackageOptions(args);
  const isEmpty = ['-s', '-d', '--apex-only', '--factory-only'].some((flag) => flags.has(flag));
  if (isEmpty || !isKnownUser(values.get('--user'))) {
    return '';
  }
  const uid = values.get('--uid');
  return system.device.packages
    .list()
    .filter((each) => each.name.includes(rest[0] ?? '') && (uid === undefined || Number(uid) === each.uid))
    .map((each) => `${describe(each, uid === undefined ? flags : new Set([...flags, '-U']))}\n`)
    .join('');
}

function parsePackageOptions(args: readonly string[]): ParsedOptions {
  try {
    return parseOptions(args, {
      flags: [
        '-f',
        '-3',
        '-s',
        '-e',
        '-d',
        '-i',
        '-l',
        '-U',
        '-u',
        '-a',
        '--show-versioncode',
        '--apex-only',
        '--factory-only',
        '--match-libraries',
      ],
      values: ['--user', '--uid'],
    });
  } catch (error) {
    const option = /'(.*)'/.exec(messageOf(error))?.[1];
    throw option === undefined ? error : new UsageError(`Error: Unknown option: ${option}`, EXIT_CODES.serviceError);
  }
}

function describe(installed: InstalledPackage, flags: ReadonlySet<string>): string {
  const name = flags.has('-f') ? `${devicePathOf(installed.name)}=${installed.name}` : installed.name;
  const code = flags.has('--show-versioncode') ? ` versionCode:${installed.versionCode}` : '';
  const installer = flags.has('-i') ? `  installer=${installed.installer}` : '';
  return `package:${name}${code}${installer}${flags.has('-U') ? ` uid:${installed.uid}` : ''}`;
}

/** `list permissions [-d] [-u]`: those that the installed packages ask for and the user can grant. */
async function listPermissions({ system }: Call, args: readonly string[]): Promise<string> {
  const { flags } = parseOptions(args, { flags: ['-d', '-u'] });
  const all = new Set(system.device.packages.list().flatMap((each) => each.permissions));
  const shown = [...all].filter((name) => !flags.has('-d') || isRuntimePermission(name)).sort();
  return `All${flags.has('-d') ? ' Dangerous' : ''} Permissions:\n\n${shown.map((name) => `permission:${name}\n`).join('')}`;
}
