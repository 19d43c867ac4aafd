import { join } from 'node:path';
import { Command, Option } from 'commander';
import { PROFILES, type Profile } from '../conformance/src/check.ts';
import type { ConformanceOptions, ConformanceResult, Shard } from '../conformance/src/conform.ts';
import { type AgainstFlags, againstFlags, againstOf, labelOf, requireAgainstFiles, requireComparable } from './against-flags.ts';
import { CliError } from './cli-error.ts';
import { colourVerdict } from './colour-verdict.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { type GatewayFlags, gatewayFlags } from './gateway-flags.ts';
import { jsonText } from './json-text.ts';
import { listText } from './list-text.ts';
import { parseHandsets } from './parse-handsets.ts';
import { parseSerial } from './parse-serial.ts';
import { parseShard } from './parse-shard.ts';
import { chosenProbe } from './probe/bench-flags.ts';
import { type RouteFlags, routeFlags } from './route-flags.ts';
import { sdkFlags, sdkWords } from './sdk-flags.ts';
import { untilInterrupted } from './until-interrupted.ts';
import { requireVariant } from './variant-names.ts';

interface ConformFlags extends AgainstFlags, RouteFlags, GatewayFlags {
  readonly profile?: Profile;
  readonly grep?: string;
  readonly mutants?: true | string;
  readonly variant?: string;
  readonly matrix?: true;
  readonly serial?: string;
  readonly handsets?: number;
  readonly probe?: string;
  readonly runs: string;
  readonly json?: string | true;
  readonly junit?: string;
  readonly shard?: Shard;
  readonly strict?: true;
  readonly bail?: true;
  readonly baseline?: string;
  readonly waivers?: string;
  readonly list?: true;
  readonly url?: string;
  readonly gateway?: string;
  readonly byHand?: true;
}

const EXAMPLES = `
Exit codes: 0 all pass or warn · 1 a check failed, a waiver was broken or a mutant survived · 2 inconclusive, or nothing was judged ·
            3 the bench (env-error) · 4 a defect of quhao · 64 wrong usage · 130, 143, 129 ended by Ctrl-C, SIGTERM, SIGHUP
            With --against: 1 a check fails that did not fail before; what both builds fail is no difference (docs/any-sdk.md)

Examples:
  quhao conform
  quhao conform --profile smoke
  quhao conform --handsets 2
  quhao conform --grep 'timeout|mapping'
  quhao conform --list --profile smoke
  quhao conform --shard 2/4 --junit junit.xml
  quhao conform --strict --waivers expected-failures.yaml --baseline runs/good/report.json
  quhao conform --mutants default-network,no-cache
  quhao conform --sdk my.aar --adapter adapter.yaml
  quhao conform --sdk my.aar --with com.squareup.okhttp3:okhttp:4.12.0
  quhao conform --sdk closed.aar --route rcs.example.com:80=bearer --route id.example.com:443=token --dialect ./mine.js
  quhao conform --sdk new.aar --against old.aar
  quhao conform --serial R58M123ABC
  quhao conform --serial R58M123ABC --gateway-host 192.168.1.5 --open
  quhao conform --profile gateway --url https://gateway.example.test --gateway gateway.yaml`;

export function conformCommand(): Command {
  const command = new Command('conform')
    .description('judge a one-tap login SDK: on the virtual handset, or on a device that adb lists')
    .addOption(new Option('--profile <name>', 'only the checks of one profile').choices([...PROFILES]))
    .option('--grep <pattern>', 'only checks whose id matches this regular expression')
    .option(
      '--mutants [ids]',
      'prove that the checks can fail: run them against all mutants of the reference SDK, or these (comma-separated)',
    )
    .option('--matrix', 'with --mutants: every check that names a mutant, its control rows too')
    .option('--shard <i/n>', 'only part i of n of the checks: on n machines they are all of them', parseShard)
    .option('--list', 'print what would be run, and run nothing')
    .option('--bail', 'leave out the checks after the first that fails')
    .option('--baseline <file>', 'report.json of an earlier run: a check that is no longer executed fails the run')
    .option('--waivers <file>', 'expected-failures.yaml: failures that are known, each with check, reason, link and expires')
    .option('--strict', 'a warn (a SHOULD failure) fails the run too')
    .option('--variant <id>', 'judge a right SDK that is built otherwise, in place of the reference SDK: it must pass too')
    .addOption(
      new Option('--serial <serial>', 'a device of your own adb server instead of the virtual handset (untested on hardware)')
        .env('ANDROID_SERIAL')
        .argParser(parseSerial),
    )
    .option('--by-hand', 'with --serial: before rows that need it you are asked to do what no command can (needs a terminal)')
    .option(
      '--handsets <n>',
      'run the checks on so many virtual handsets side by side: two halve the time on two cores (default: 1)',
      parseHandsets,
    )
    .option('--probe <apk>', 'a probe that is built already; else that of --sdk, else the one with the reference SDK')
    .option('--url <url>', 'with --profile gateway: judge the gateway whose server calls are here, not our own simulator')
    .option(
      '--gateway <file>',
      'with --url: app id and key, names of endpoints, how a token is had (YAML; docs/conformance.md §9)',
    )
    .option('--runs <folder>', 'where reports and evidence go', join(process.cwd(), 'runs'))
    .option('--json [file]', 'write report.json here too; with --list: print the list as JSON')
    .option('--junit <file>', 'write JUnit XML here too');
  for (const flag of [...gatewayFlags(), ...routeFlags(), ...sdkFlags(), ...againstFlags()]) {
    command.addOption(flag);
  }
  return command.addHelpText('after', EXAMPLES).action(conform);
}

async function conform(flags: ConformFlags): Promise<void> {
  // Loaded here, so that other commands need not load the suite.
  const suite = await import('../conformance/src/conform.ts');
  const { UsageError, BenchError } = suite;
  try {
    await (flags.list ? list(flags, suite) : run(flags, suite));
  } catch (error) {
    if (error instanceof UsageError) {
      throw new CliError(error.message, EXIT_USAGE);
    }
    throw error instanceof BenchError ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
  }
}

type Suite = typeof import('../conformance/src/conform.ts');

/** What --list takes notice of; --runs has a default, and a serial may come from the environment. */
const OF_LIST: readonly string[] = ['list', 'json', 'profile', 'grep', 'shard', 'runs', 'serial'];

async function list({ json, ...flags }: ConformFlags, { listChecks }: Suite): Promise<void> {
  const ignored = Object.keys(flags).find((name) => !OF_LIST.includes(name));
  if (ignored !== undefined) {
    const flag = ignored.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new CliError(`--list prints checks and runs nothing: --${flag} would be ignored`, EXIT_USAGE);
  }
  const listed = listChecks(flags);
  if (typeof json === 'string') {
    throw new CliError(`--list prints to the terminal: quhao conform --list --json > ${json}`, EXIT_USAGE);
  }
  console.log(json ? jsonText(listed) : listText(listed));
}

async function run({ json, ...flags }: ConformFlags, suite: Suite): Promise<void> {
  if (json === true) {
    throw new CliError('--json needs a file: --json report.json', EXIT_USAGE);
  }
  requireFitting(flags);
  const isByHand = isHandThere(flags);
  requireComparable(flags);
  if (flags.variant !== undefined && flags.probe === undefined) {
    requireVariant(flags.variant);
  }
  const places = { ...(json === undefined ? {} : { json }), runsDir: flags.runs };
  if (flags.sdk !== undefined) {
    // Wrong usage is told before an SDK is built in.
    await suite.planWithoutProbe({ ...deviceOptions(flags), ...places, print: () => undefined });
  }
  await requireAgainstFiles(flags);
  const { apk: probeApk, notes } = flags.profile === 'gateway' ? { apk: '', notes: [] } : await chosenProbe(flags);
  const against = flags.against === undefined ? null : await againstOf(flags);
  const interruption = untilInterrupted();
  const common = {
    ...places,
    stepSummary: process.env['GITHUB_STEP_SUMMARY'] ?? '',
    print: (line: string) => console.log(colourVerdict(line)),
    signal: interruption.signal,
  };
  const onDevice = (options: ConformanceOptions): Promise<Pick<ConformanceResult, 'exitCode'>> =>
    against === null ? suite.runConformance(options) : suite.conformAgainst({ ...options, against, label: labelOf(flags) });
  const { exitCode } = await (flags.profile === 'gateway'
    ? suite.runGatewayProfile({ ...flags, ...common })
    : onDevice({ ...deviceOptions(flags), ...common, byHand: isByHand, probeApk, notes }));
  const ended = interruption.exitCode();
  if (ended !== null) {
    // vitest waits for its worker, which was ended in the middle.
    process.exit(ended);
  }
  process.exitCode = exitCode;
}

/** Without a terminal nobody is asked, and the rows are skipped as they are without the flag. */
function isHandThere({ byHand, serial }: ConformFlags): boolean {
  if (byHand === undefined) {
    return false;
  }
  if (!serial) {
    throw new CliError(
      '--by-hand is for a device of your own: --serial SERIAL. The virtual handset has a command for everything',
      EXIT_USAGE,
    );
  }
  if (!process.stdin.isTTY) {
    console.error('--by-hand asks at a terminal, and there is none here: rows that need it are skipped');
  }
  return process.stdin.isTTY;
}

type DeviceFlags = Omit<ConformFlags, 'json'>;

/** Options of a run on a device are no options of one over HTTP, and the other way round. A serial may come from the environment: it is not looked at. */
function requireFitting(flags: DeviceFlags): void {
  const { profile, mutants, matrix, variant, handsets, url, gateway, sdk, route, dialect, ...place } = flags;
  const ofDevice = Object.entries({ mutants, matrix, variant, handsets, sdk, route, dialect }).filter(
    ([, value]) => value !== undefined,
  );
  const [first] = ofDevice;
  if (profile === 'gateway' && first !== undefined) {
    throw new CliError(`--profile gateway asks a gateway over HTTP: --${first[0]} is for a run on a device`, EXIT_USAGE);
  }
  if (sdk !== undefined && first !== undefined && !['handsets', 'sdk', 'route', 'dialect'].includes(first[0])) {
    throw new CliError(
      `--${first[0]} and --sdk exclude each other: mutants and variants are builds of the reference SDK`,
      EXIT_USAGE,
    );
  }
  if (profile === 'gateway' && (place.gatewayHost ?? place.gatewayListen ?? place.gatewayPorts ?? place.open) !== undefined) {
    throw new CliError('--profile gateway asks a gateway over HTTP: --gateway-host is for a run on a device', EXIT_USAGE);
  }
  if (profile !== 'gateway' && (url !== undefined || gateway !== undefined)) {
    throw new CliError('--url and --gateway are for --profile gateway', EXIT_USAGE);
  }
  if (gateway !== undefined && url === undefined) {
    throw new CliError('--gateway describes the gateway that --url names: --url https://…', EXIT_USAGE);
  }
  if (typeof mutants === 'string' && namesIn(mutants).length === 0) {
    throw new CliError('--mutants needs names with commas, or none for all mutants', EXIT_USAGE);
  }
}

function deviceOptions({
  probe: _probe,
  serial,
  runs: _runs,
  mutants,
  list: _list,
  url: _url,
  gateway: _gateway,
  route,
  dialect,
  against: _against,
  againstAdapter: _againstAdapter,
  ...rest
}: DeviceFlags) {
  return {
    ...rest,
    ...(route === undefined ? {} : { routes: route }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(rest.sdk === undefined ? {} : { portrait: true, sdkWords: sdkWords(rest) }),
    // An empty ANDROID_SERIAL names no device.
    ...(serial ? { serial } : {}),
    ...(mutants === undefined ? {} : { mutants: mutants === true ? true : namesIn(mutants) }),
  };
}

/** The names of a list with commas. */
function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
