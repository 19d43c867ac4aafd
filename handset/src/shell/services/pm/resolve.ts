import type { InstalledPackage } from '../../../device.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { type ParsedOptions, parseOptions } from '../../options.ts';

const OPTIONS = {
  flags: ['--brief', '--components'],
  values: ['--user', '-a', '-c', '-p', '-d', '-t', '-n', '--query-flags'],
} as const;
const MATCH = 'priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\n';
const MAIN = 'android.intent.action.MAIN';

/** `resolve-activity [--brief] [--components] INTENT` prints the activity that an intent would start. */
export async function resolveActivity(call: Call, args: readonly string[]): Promise<number> {
  const options = parseOptions(args, OPTIONS);
  const [match] = matchesOf(call, options);
  await call.print(match === undefined ? 'No activity found\n' : describe(match, options.flags, ''));
  return EXIT_CODES.ok;
}

/** `query-activities [--brief] [--components] INTENT` prints all activities that an intent could start. */
export async function queryActivities(call: Call, args: readonly string[]): Promise<number> {
  const options = parseOptions(args, OPTIONS);
  const matches = matchesOf(call, options);
  if (matches.length === 0) {
    await call.print('No activities found\n');
  } else if (options.flags.has('--components')) {
    await call.print(matches.map((match) => `${match.package.name}/${match.activity}\n`).join(''));
  } else {
    const rows = matches.map((match, place) => `  Activity #${place}:\n${describe(match, options.flags, '    ')}`);
    await call.print(`${matches.length} activities found:\n${rows.join('')}`);
  }
  return EXIT_CODES.ok;
}

interface Match {
  readonly package: InstalledPackage;
  readonly activity: string;
}

/** The handset knows launcher activities and components by name; filters of other actions are not indexed. */
function matchesOf({ system }: Call, { values, rest }: ParsedOptions): readonly Match[] {
  const component = values.get('-n');
  if (component !== undefined) {
    const [name = '', activity = ''] = component.split('/');
    const installed = system.device.packages.get(name);
    const full = activity.startsWith('.') ? name + activity : activity;
    return installed?.activities.includes(full) ? [{ package: installed, activity: full }] : [];
  }
  if ((values.get('-a') ?? MAIN) !== MAIN) {
    return [];
  }
  const wanted = values.get('-p') ?? rest.at(-1);
  return system.device.packages
    .list()
    .filter((each) => wanted === undefined || each.name === wanted)
    .flatMap((each) => (each.launcherActivity === null ? [] : [{ package: each, activity: each.launcherActivity }]));
}

function describe({ package: installed, activity }: Match, flags: ReadonlySet<string>, indent: string): string {
  const name = `${installed.name}/${activity}\n`;
  if (flags.has('--components')) {
    return name;
  }
  if (flags.has('--brief')) {
    return `${indent}${MATCH}${indent}${name}`;
  }
  const info = [`name=${activity}`, `packageName=${installed.name}`, 'enabled=true exported=true directBootAware=false'];
  return `${indent}${MATCH}${indent}ActivityInfo:\n${info.map((line) => `${indent}  ${line}\n`).join('')}`;
}
