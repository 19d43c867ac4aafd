import type { AppEvent, InstalledPackage, RunningApp } from '../../../device.ts';
import { AppGoneError } from '../../../errors.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';
import { EventQueue } from './event-queue.ts';
import { type Component, formatComponent, parseComponent } from './intent.ts';

interface InstrumentRequest {
  readonly component: Component;
  readonly args: Readonly<Record<string, string>>;
  /** `-w`: the command waits for the end of the instrumentation. */
  readonly waits: boolean;
  /** `-r`: prints all keys and values instead of the text under STREAM_KEY. */
  readonly isRaw: boolean;
}

/** The key of the text that is printed without `-r` (AOSP Instrumentation.REPORT_KEY_STREAMRESULT). */
const STREAM_KEY = 'stream';

/** Process.SHELL_UID. */
const SHELL_UID = 2000;

const IGNORED_FLAGS = new Set([
  '-m',
  '--no-window-animation',
  '--no_window_animation',
  '--no-hidden-api-checks',
  '--no-isolated-storage',
  '--no-restart',
]);
const IGNORED_VALUES = new Set(['--user', '--abi', '-p']);

/** `am instrument [-r] [-w] [-e NAME VALUE]… COMPONENT`. Prints the lines of AOSP's Instrument.java. */
export async function instrument(call: Call, words: readonly string[]): Promise<number> {
  const request = parseRequest(words);
  const { component } = request;
  const { apps, packages } = call.system.device;
  const tests = packages.get(component.package);
  if (tests === null || !tests.instrumentations.includes(component.className)) {
    return await refuse(call, component, 'Unable to find instrumentation info for');
  }
  const target = packages.get(tests.instrumentationTargets[component.className] ?? tests.name);
  if (target === null) {
    return await refuse(call, component, 'Unable to find instrumentation target package');
  }
  if (target.certificateSha256 !== tests.certificateSha256) {
    return await deny(call, component, { tests, target });
  }
  await apps.forceStop(target.name);
  const app = await apps.start(target.name, target.name === tests.name ? {} : { instrumentedBy: tests.name });
  const events = new EventQueue(app);
  try {
    await startInstrumentation(app, request);
    if (request.waits) {
      await follow(call, request, events);
    }
    return EXIT_CODES.ok;
  } finally {
    events.close();
    // With `-w` the instrumentation ends with the command, also when the host closes the stream. `setsid am instrument` goes on.
    // Only its own process: a second instrumentation of the package may have started another one meanwhile.
    if (request.waits) {
      await app.stop();
    }
  }
}

/** Starts the instrumentation. When the process ends during the start, its events report the crash. */
async function startInstrumentation(app: RunningApp, { args, component }: InstrumentRequest): Promise<void> {
  try {
    await app.call('instrument', { component: formatComponent(component), args });
  } catch (error) {
    if (!(error instanceof AppGoneError)) {
      throw error;
    }
  }
}

function parseRequest(words: readonly string[]): InstrumentRequest {
  const args: Record<string, string> = {};
  const flags = new Set<string>();
  const names: string[] = [];
  const pending = [...words];
  const next = (after: string) => {
    const value = pending.shift();
    if (value === undefined) {
      throw new UsageError(`Argument expected after "${after}"`, EXIT_CODES.serviceError);
    }
    return value;
  };
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    if (word === '-e') {
      const name = next(word);
      args[name] = next(name);
    } else if (word === '-w' || word === '-r' || IGNORED_FLAGS.has(word)) {
      flags.add(word);
    } else if (IGNORED_VALUES.has(word)) {
      next(word);
    } else if (word.startsWith('-')) {
      throw new UsageError(`Unknown option: ${word}`, EXIT_CODES.serviceError);
    } else {
      names.push(word);
    }
  }
  const component = parseComponent(names[0] ?? '');
  return { component, args, waits: flags.has('-w'), isRaw: flags.has('-r') };
}

async function refuse(call: Call, component: Component, reason: string): Promise<number> {
  const name = formatComponent(component);
  await call.print(
    `INSTRUMENTATION_STATUS: Error=${reason}: ComponentInfo{${name}}\nINSTRUMENTATION_STATUS: id=ActivityManagerService\nINSTRUMENTATION_STATUS_CODE: -1\n`,
  );
  await call.printError(`android.util.AndroidException: INSTRUMENTATION_FAILED: ${name}\n`);
  return EXIT_CODES.failure;
}

/** The exception that `am` throws where the two packages have different signers. */
async function deny(
  call: Call,
  component: Component,
  { tests, target }: Record<'tests' | 'target', InstalledPackage>,
): Promise<number> {
  const denial =
    `Permission Denial: starting instrumentation ComponentInfo{${formatComponent(component)}} from pid=${process.pid}, uid=${SHELL_UID}` +
    ` not allowed because package ${tests.name} does not have a signature matching the target ${target.name}`;
  await call.print(
    `INSTRUMENTATION_STATUS: Error=${denial}\nINSTRUMENTATION_STATUS: id=ActivityManagerService\nINSTRUMENTATION_STATUS_CODE: -1\n`,
  );
  await call.printError(`java.lang.SecurityException: ${denial}\n`);
  return EXIT_CODES.serviceError;
}

/** Prints events until the result, a crash, the end of the process, or until the host closes the stream. */
async function follow(call: Call, { isRaw }: InstrumentRequest, events: EventQueue): Promise<void> {
  for (let event = await events.next(call.io.signal); event !== null; event = await events.next(call.io.signal)) {
    switch (event.event) {
      case 'instrumentationStatus':
        await call.print(formatReport('STATUS', event, isRaw));
        break;
      case 'instrumentationResult':
        await call.print(formatReport('RESULT', event, isRaw));
        return;
      case 'crash':
        await call.print(crashLines(event));
        return;
      case 'drawn':
      case 'elsewhere':
      case 'resumed':
        break;
    }
  }
}

function formatReport(kind: 'STATUS' | 'RESULT', event: AppEvent, isRaw: boolean): string {
  const bundle = bundleOf(event);
  const stream = bundle[STREAM_KEY];
  if (!isRaw && stream !== undefined) {
    return kind === 'STATUS' ? stream : `${stream}\n`;
  }
  const lines = Object.entries(bundle)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `INSTRUMENTATION_${kind}: ${key}=${value}\n`);
  return `${lines.join('')}INSTRUMENTATION_${kind === 'STATUS' ? 'STATUS_CODE' : 'CODE'}: ${Number(event.data['code'] ?? 0)}\n`;
}

function bundleOf(event: AppEvent): Readonly<Record<string, string>> {
  const bundle = event.data['bundle'];
  return typeof bundle === 'object' && bundle !== null
    ? Object.fromEntries(Object.entries(bundle).map(([key, value]) => [key, String(value)]))
    : {};
}

/** The lines for a process that ended without a result. */
function crashLines(event: AppEvent): string {
  const className = event.data['class'];
  const message = event.data['message'];
  const longMsg =
    typeof className === 'string' ? `INSTRUMENTATION_RESULT: longMsg=${[className, message].filter(Boolean).join(': ')}\n` : '';
  return `${longMsg}INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n`;
}
