import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';
import { NIGHT_MODES, type NightMode } from '../settings/settings-store.ts';

/** Modes that go by the time of day. The handset has no alarms of its own that would switch them. */
const BY_TIME: readonly string[] = ['custom_schedule', 'custom_bedtime'];

/** Android has the commands since 10. */
const SINCE_API = 29;

const HELP = `UiModeManager service (uimode) commands:
  help
    Print this help text.
  night [yes|no|auto|custom_schedule|custom_bedtime]
    Set or read night mode.
  car [yes|no]
    Set or read car mode.
  time [start|end] <ISO time>
    Set custom start/end schedule time (night mode must be set to custom to apply).
`;

type Verb = (call: Call, value: string | undefined) => Promise<number>;

/** AOSP UiModeManagerService.Shell. */
const VERBS: Readonly<Record<string, Verb>> = {
  night: runNight,
  car: async (call, value) => {
    if (value !== undefined && value !== 'no') {
      return await refuse(call, `car ${value}`);
    }
    await call.print('Car mode: no\n');
    return EXIT_CODES.ok;
  },
  time: async (call) => await refuse(call, 'time'),
  help: async (call) => {
    await call.print(HELP);
    return EXIT_CODES.ok;
  },
};

/** `cmd uimode night [yes|no|auto]`, `cmd uimode car`. Apps that run get the new configuration. */
export async function runUiMode(call: Call): Promise<number> {
  if (call.system.device.kind.apiLike < SINCE_API) {
    throw new UsageError('No shell command implementation.', EXIT_CODES.serviceError);
  }
  const [name = 'help', value] = call.args;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    await call.print(`Unknown command: ${name}\n`);
    return EXIT_CODES.serviceError;
  }
  return await verb(call, value);
}

async function runNight(call: Call, word: string | undefined): Promise<number> {
  const { settings, device } = call.system;
  if (word !== undefined) {
    if (BY_TIME.includes(word)) {
      return await refuse(call, `night ${word}`);
    }
    if (!isNightMode(word)) {
      await call.printError("Error: mode must be 'yes', 'no', or 'auto', or 'custom_schedule', or 'custom_bedtime'\n");
      return EXIT_CODES.serviceError;
    }
    settings.setNightMode(word);
    await device.apps.applySettings(settings.all());
  }
  await call.print(`Night mode: ${settings.nightMode}\n`);
  return EXIT_CODES.ok;
}

function isNightMode(word: string): word is NightMode {
  return Object.hasOwn(NIGHT_MODES, word);
}

async function refuse(call: Call, what: string): Promise<number> {
  await call.printError(`quhao: not supported: cmd uimode ${what}\n`);
  return EXIT_CODES.serviceError;
}
