import { homedir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ApiLike, Handset, KindName } from '../handset/src/handset.ts';
import { CliError } from './cli-error.ts';
import { CloseWatch } from './close-watch.ts';
import { handsetsFolder } from './data-folder.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { readText } from './file-text.ts';
import { screenCommand } from './handset-screen.ts';
import { jsonText } from './json-text.ts';
import { parseCount } from './parse-count.ts';
import { parsePort } from './parse-port.ts';
import { REFERENCE_PROBE } from './require-apk.ts';
import { untilStopped } from './until-stopped.ts';

interface StartFlags {
  readonly name: string;
  readonly port: number;
  readonly api: '34' | '35';
  readonly as: KindName;
  readonly apiLike?: `${ApiLike}`;
  readonly consolePort?: number;
  readonly data: string;
  readonly json: boolean;
  readonly count: number;
  readonly adbKeys?: string;
}

type Files = Awaited<Handset['files']>;

interface CoverageFlags {
  readonly api: '34' | '35';
  readonly json: boolean;
}

interface ListFlags {
  readonly data: string;
  readonly json: boolean;
}

interface StopFlags extends ListFlags {
  readonly all: boolean;
}

const DEFAULT_FOLDER = handsetsFolder(homedir());
const MOST_HANDSETS = 100;
/** A handset ends its apps first; each has some seconds to store its data. */
const STOP_LIMIT_MS = 30_000;

const EXAMPLES = `
Exit codes: 0 ended by Ctrl-C · 3 this machine (port, folder, JDK) · 4 a defect of quhao · 64 wrong usage

Examples:
  quhao handset start
  quhao handset start --port 6555 --name desk     then: adb connect 127.0.0.1:6555
  quhao handset start --as emulator --api-like 31 then: adb connect emu:CONSOLE,ADB
  quhao handset start --as phone                  no console, no cmd quhao
  quhao handset start --count 3 --name desk       desk-1, desk-2, desk-3, which end together`;

const PREPARE_EXAMPLES = `
It takes some 20 s, once for each build of quhao. Without it the first app that ends cleanly makes the archive.

Examples:
  quhao handset prepare
  quhao --offline handset prepare     with what is there already
  docker build: RUN npx quhao handset prepare`;

const LIST_EXAMPLES = `
Examples:
  quhao handset list
  quhao handset list --json`;

const STOP_EXAMPLES = `
Examples:
  quhao handset stop --all         every handset that runs
  quhao handset stop desk-1 desk-2`;

const COVERAGE_EXAMPLES = `
Examples:
  quhao handset coverage
  quhao handset coverage --api 34 --json`;

export function handsetCommand(): Command {
  const handset = new Command('handset').description('the virtual Android handset');
  handset
    .command('start')
    .description('start a handset for adb and keep it until Ctrl-C')
    .option('--name <name>', 'name; its data is stored under it', 'quhao-1')
    .option('--port <port>', 'adb port, above 6500 (0: any free one)', parsePort, 0)
    .option('--adb-keys <file>', 'only hosts with a key of this file may connect: lines of ~/.android/adbkey.pub')
    .option('--count <n>', 'so many handsets in one process: desk-1, desk-2 … at PORT, PORT+1 …', parseCount, 1)
    .addOption(new Option('--api <level>', 'Android API level').choices(['34', '35']).default('35'))
    .addOption(
      new Option('--as <kind>', 'show itself as this device: an emulator or a phone has no cmd quhao (docs/devices.md)')
        .choices(['handset', 'emulator', 'phone'])
        .default('handset'),
    )
    .addOption(
      new Option('--api-like <level>', 'with --as: the API level whose commands and properties it has').choices([
        '29',
        '31',
        '34',
        '35',
      ]),
    )
    .option('--console-port <port>', 'with --as emulator: port of the console, above 6500 (0: any free one)', parsePort)
    .option('--data <folder>', 'where handsets store their data', parseFolder, DEFAULT_FOLDER)
    .option('--json', 'one JSON line instead of text', false)
    .addHelpText('after', EXAMPLES)
    .action(start);
  handset
    .command('list')
    .description('the handsets whose data is stored, and where those that run are reached')
    .option('--data <folder>', 'where handsets store their data', parseFolder, DEFAULT_FOLDER)
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', LIST_EXAMPLES)
    .action(list);
  handset
    .command('stop')
    .description('end running handsets, as Ctrl-C in their terminals does')
    .argument('[names...]', 'names, as list shows them')
    .option('--all', 'every handset of the folder that runs', false)
    .option('--data <folder>', 'where handsets store their data', parseFolder, DEFAULT_FOLDER)
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', STOP_EXAMPLES)
    .action(stop);
  handset.addCommand(
    screenCommand((command) => command.option('--data <folder>', 'where handsets store their data', parseFolder, DEFAULT_FOLDER)),
  );
  handset
    .command('prepare')
    .description('make the class archive that lets apps start about a third sooner; scripts/setup does it')
    .addHelpText('after', PREPARE_EXAMPLES)
    .action(prepare);
  handset
    .command('coverage')
    .description('who answers the methods of system services: real code, ours, a fixed answer, or an exception')
    .addOption(new Option('--api <level>', 'Android API level').choices(['34', '35']).default('35'))
    .option('--json', 'JSON with all names instead of text', false)
    .addHelpText('after', COVERAGE_EXAMPLES)
    .action(coverage);
  return handset;
}

async function start(flags: StartFlags): Promise<void> {
  requireFitting(flags);
  const { startHandset } = await import('../handset/src/handset.ts');
  const stopped = untilStopped();
  const handsets: Handset[] = [];
  let watch: CloseWatch | null = null;
  try {
    for (const one of handsetsOf(flags)) {
      const handset = await startHandset({
        name: one.name,
        adbPort: one.port,
        apiLevel: one.api === '34' ? 34 : 35,
        ...kindOptions(one),
        dataDir: join(one.data, one.name),
        ...(flags.adbKeys === undefined ? {} : { hostKeys: readText(flags.adbKeys, 'the adb keys') }),
        // The standard output of --json is one line for each handset.
        onProgress: (line) => console.error(line),
        onClosing: (step) => watch?.enter(`${one.name}: ${step}`),
      }).catch((error: unknown) => {
        throw cliErrorOf(error, one);
      });
      handsets.push(handset);
      const files = await handset.files;
      console.log(flags.json ? handsetJson(handset, files, one) : handsetText(handset, files, one));
    }
    // An emulator can be ended by its console.
    await Promise.race([stopped, Promise.all(handsets.map(({ killed }) => killed))]);
  } finally {
    watch = new CloseWatch();
    await Promise.all(handsets.map((handset) => handset.close()));
    watch.enter('end of the process');
  }
  // Node's own end runs V8's tasks until there is none, and some start each other for ever (nodejs/node 47748, 49344). Nothing needs it here.
  process.exit();
}

/** One handset has the name and the port as they are; several have a number each: desk-1, desk-2, and quhao-1, quhao-2 by default. */
function handsetsOf(flags: StartFlags): readonly StartFlags[] {
  const { count, name, port, consolePort } = flags;
  if (count < 1 || count > MOST_HANDSETS) {
    throw new CliError(`--count is a number from 1 to ${MOST_HANDSETS}`, EXIT_USAGE);
  }
  const base = name.replace(/-\d+$/, '');
  return count === 1
    ? [flags]
    : Array.from({ length: count }, (_each, place) => ({
        ...flags,
        name: `${base}-${place + 1}`,
        port: port === 0 ? 0 : port + place,
        ...(consolePort ? { consolePort: consolePort + place } : {}),
      }));
}

/** What it shows itself as. */
function kindOptions({ as, apiLike, consolePort }: StartFlags) {
  return {
    as,
    ...(apiLike === undefined ? {} : { apiLike: Number(apiLike) as ApiLike }),
    ...(consolePort === undefined ? {} : { consolePort }),
  };
}

function requireFitting({ as, apiLike, consolePort }: StartFlags): void {
  if (as === 'handset' && apiLike !== undefined) {
    throw new CliError('--api-like is for --as emulator and --as phone: the handset itself has --api', EXIT_USAGE);
  }
  if (as !== 'emulator' && consolePort !== undefined) {
    throw new CliError('--console-port is for --as emulator: no other device has a console', EXIT_USAGE);
  }
}

async function list({ data, json }: ListFlags): Promise<void> {
  const { listHandsets } = await import('../handset/src/handset.ts');
  const handsets = await listHandsets(data);
  if (json) {
    console.log(jsonText(handsets));
    return;
  }
  const width = Math.max(0, ...handsets.map(({ name }) => name.length));
  const lines = handsets.map(({ name, running }) => {
    const state = running === null ? 'stopped' : `${running.serial} · API ${running.apiLevel} · process ${running.pid}`;
    return `${name.padEnd(width)}  ${state}`;
  });
  console.log(lines.length === 0 ? `no handset has its data in ${data}` : lines.join('\n'));
}

async function stop(names: readonly string[], { all, data, json }: StopFlags): Promise<void> {
  const { listHandsets, stopHandset } = await import('../handset/src/handset.ts');
  const stored = await listHandsets(data);
  const running = stored.filter((each) => each.running !== null);
  if (names.length === 0 && !all) {
    throw new CliError('name the handsets to end, or give --all', EXIT_USAGE);
  }
  const absent = names.find((name) => !running.some((each) => each.name === name));
  if (absent !== undefined) {
    throw new CliError(
      `no handset named ${absent} runs with its data in ${data}: quhao handset list shows those that do`,
      EXIT_USAGE,
    );
  }
  const chosen = all ? running : running.filter(({ name }) => names.includes(name));
  for (const { dataDir } of chosen) {
    await stopHandset(dataDir, STOP_LIMIT_MS).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
    });
  }
  const ended = chosen.map(({ name }) => name);
  console.log(json ? jsonText({ stopped: ended }) : ended.map((name) => `stopped  ${name}`).join('\n') || 'no handset runs');
}

async function prepare(): Promise<void> {
  const { prepareHandset } = await import('../handset/src/prepare-handset.ts');
  const outcome = await prepareHandset({ apkPath: REFERENCE_PROBE, onProgress: (line) => console.error(line) }).catch(
    (error: unknown) => {
      throw error instanceof Error && 'code' in error ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
    },
  );
  console.log(outcome === 'made' ? 'the class archive is made' : 'the class archive was there already');
}

async function coverage({ api, json }: CoverageFlags): Promise<void> {
  const { handsetCoverage } = await import('../handset/src/handset.ts');
  const { ledger, text } = await handsetCoverage(api === '34' ? 34 : 35).catch((error: unknown) => {
    // A runtime or a platform that is not built.
    throw error instanceof Error && 'code' in error ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
  });
  console.log(json ? jsonText(ledger) : text);
}

function parseFolder(text: string): string {
  if (text === '') {
    throw new InvalidArgumentError('It is empty.');
  }
  return text;
}

const USAGE: readonly string[] = ['BAD_NAME', 'BAD_PORT', 'BAD_KEY', 'IN_USE'];

/** Of a HandsetError, which is loaded with the handset only, and of the system: everything else is a defect of quhao. */
function cliErrorOf(error: unknown, { port, data }: StartFlags): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || typeof code !== 'string') {
    return error;
  }
  if (code === 'EADDRINUSE') {
    return new CliError(`port ${port} is taken: --port names another, 0 any free one`, EXIT_ENVIRONMENT);
  }
  if (syscall !== undefined) {
    return new CliError(`the handset's data cannot be stored in ${data}: ${error.message}`, EXIT_ENVIRONMENT);
  }
  return new CliError(error.message, USAGE.includes(code) ? EXIT_USAGE : EXIT_ENVIRONMENT);
}

function handsetJson(
  { serial, connectAddress, port, consolePort, namespace, bootMs }: Handset,
  files: Files,
  { name }: StartFlags,
): string {
  return JSON.stringify({ name, serial, connectAddress, port, consolePort, namespace, files, bootMs });
}

function handsetText(
  { serial, connectAddress, namespace, bootMs }: Handset,
  files: Files,
  { name, api, as, apiLike = api }: StartFlags,
): string {
  const shown = as === 'handset' ? '' : ` · as ${as}, commands of API ${apiLike}`;
  return [
    `handset     ${name} · API ${api}${shown} · adb at ${connectAddress} after ${Math.round(bootMs)} ms`,
    namespace === 'own'
      ? 'network     apps live in a namespace of their own: nothing leaves but through its bearers'
      : 'network     no network namespace allowed here: the relay rules alone hold (docs/limits.md)',
    files === 'own'
      ? 'files       apps see the platform and their own data, nothing of this machine'
      : 'files       no mount namespace allowed here: apps see what you see (docs/limits.md)',
    '',
    'Type in another terminal:',
    `  adb connect ${connectAddress}`,
    `  adb -s ${serial} shell ${as === 'handset' ? 'cmd quhao help' : 'getprop ro.build.version.sdk'}`,
    ...(as === 'emulator' ? [`  adb -s ${serial} emu help`] : []),
    '',
    'Ctrl-C ends it.',
  ].join('\n');
}
