import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';

type Verb = (call: Call, value: string) => void;

/** A time this near to the host's is the host's: adb takes a while, and putting the clock back shall leave nothing. */
const HOST_TIME_MS = 1_000;

/** The suite sends the commands to devices of this level and newer. */
const SINCE_API = 31;

/** AOSP AlarmManagerService.ShellCmd. */
const VERBS: Readonly<Record<string, Verb>> = {
  'set-time': ({ system }, value) => {
    if (!/^\d{1,15}$/.test(value)) {
      throw new UsageError(`set-time needs milliseconds since 1970, not ${value === '' ? 'nothing' : value}`);
    }
    const isHostTime = Math.abs(Number(value) - Date.now()) <= HOST_TIME_MS;
    system.settings.setTime(isHostTime ? Date.now() : Number(value));
  },
  'set-timezone': ({ system }, value) => {
    if (!isTimeZone(value)) {
      throw new UsageError(`no time zone ${value === '' ? 'is given' : value}`);
    }
    system.settings.setTimeZone(value);
  },
};

/** `cmd alarm set-time MILLISECONDS`, `cmd alarm set-timezone ZONE`. Time since boot is not touched. */
export async function runAlarmService(call: Call): Promise<number> {
  if (call.system.device.kind.apiLike < SINCE_API) {
    throw new UsageError('No shell command implementation.', EXIT_CODES.serviceError);
  }
  const [name = '', value = '', ...others] = call.args;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined || others.length > 0) {
    throw new UsageError(`knows ${Object.keys(VERBS).join(' and ')}, each with one value`, EXIT_CODES.serviceError);
  }
  verb(call, value);
  await call.system.device.apps.applySettings(call.system.settings.all());
  return EXIT_CODES.ok;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
