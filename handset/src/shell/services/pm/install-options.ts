import type { InstallOptions } from '../../../device.ts';
import { HandsetError } from '../../../errors.ts';
import { isKnownUser } from '../user-option.ts';

/** The ABIs of `ro.product.cpu.abilist`. */
const ABIS: ReadonlySet<string> = new Set(['x86_64', '-']);

/** Options that change nothing here: there is one volume, no rollback, no incremental installation. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  ...[
    '-r',
    '-f',
    '--full',
    '--dont-kill',
    '--force-queryable',
    '--bypass-low-target-sdk-block',
    '--streaming',
    '--skip-verification',
  ],
  ...['--enable-rollback', '--no-incremental', '--wait', '--install-existing', '--instant-app=false', '--dexopt-compiler-filter'],
]);

/** Options with a value that changes nothing here, and those that are read below. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  ...['-S', '-i', '-p', '--pkg', '--user', '--abi', '--install-location', '--install-reason', '--originating-uri', '--referrer'],
  ...['--package-source', '--update-ownership', '--staged-ready-timeout'],
]);

/** Options of Android for what this handset does not have. */
const REFUSED: Readonly<Record<string, string>> = {
  '-p': 'split APKs',
  '--instant': 'instant apps',
  '--ephemeral': 'instant apps',
  '--apex': 'APEX packages',
  '--staged': 'staged sessions',
  '--multi-package': 'sessions of several packages',
};

export interface PmInstallRequest {
  readonly options: InstallOptions;
  /** Whether all requested permissions are granted at once (`-g`). */
  readonly grantsAll: boolean;
  readonly size: string | undefined;
  readonly rest: readonly string[];
}

/** A wrong option of `pm install`. The message is the exception that Android prints. */
export class InstallOptionError extends HandsetError<'INSTALL_OPTION'> {
  constructor(exception: string) {
    super('INSTALL_OPTION', exception);
  }
}

/** Reads the command line of `install` and `install-create`. Throws InstallOptionError. */
export function parseInstallOptions(args: readonly string[]): PmInstallRequest {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const rest: string[] = [];
  const pending = [...args];
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    const [, name = word, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
    } else if (Object.hasOwn(REFUSED, name)) {
      throw new InstallOptionError(`java.lang.UnsupportedOperationException: ${REFUSED[name]} are not supported on this handset`);
    } else if (WITH_VALUE.has(name)) {
      values.set(name, joined ?? requireValue(pending.shift(), name));
    } else if (WITHOUT_EFFECT.has(name) || ['-R', '-t', '-g', '-d'].includes(name) || name === '--restrict-permissions') {
      flags.add(name);
    } else if (/^-[rRtgdf]{2,}$/.test(name)) {
      pending.unshift(...[...name.slice(1)].map((letter) => `-${letter}`));
    } else {
      throw new InstallOptionError(`java.lang.IllegalArgumentException: Unknown option ${name}`);
    }
  }
  requireKnown(values);
  const replace = !flags.has('-R');
  const [installer, expected] = [values.get('-i') ?? null, values.get('--pkg') ?? null];
  const options = { replace, downgrade: flags.has('-d'), testOnly: flags.has('-t'), installer, expected };
  return { options, grantsAll: flags.has('-g'), size: values.get('-S'), rest };
}

function requireValue(value: string | undefined, name: string): string {
  if (value === undefined) {
    throw new InstallOptionError(`java.lang.IllegalArgumentException: Argument expected after "${name}"`);
  }
  return value;
}

function requireKnown(values: ReadonlyMap<string, string>): void {
  const abi = values.get('--abi');
  if (abi !== undefined && !ABIS.has(abi)) {
    throw new InstallOptionError(`java.lang.IllegalArgumentException: ABI ${abi} not supported on this device`);
  }
  const user = values.get('--user');
  if (!isKnownUser(user)) {
    throw new InstallOptionError(`java.lang.IllegalArgumentException: User ${user} does not exist`);
  }
}
