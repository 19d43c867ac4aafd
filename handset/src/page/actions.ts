import { SIM_STATES } from '../device.ts';
import { HandsetError } from '../errors.ts';

/** The page asked for something that there is not. */
export class ActionError extends HandsetError<'BAD_ACTION'> {
  constructor(message: string) {
    super('BAD_ACTION', message);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** What a user of the page can do, and the command that does it: the same that tools send over adb. */
const ACTIONS = {
  tap: (fields) => `input tap ${whole(fields, 'x')} ${whole(fields, 'y')}`,
  swipe: (fields) => `input swipe ${['x1', 'y1', 'x2', 'y2', 'ms'].map((name) => whole(fields, name)).join(' ')}`,
  key: (fields) => `input keyevent ${whole(fields, 'code')}`,
  text: (fields) => `input text ${quoted(text(fields, 'text').replaceAll(' ', '%s'))}`,
  start: (fields) => `am start -n ${quoted(text(fields, 'component'))}`,
  stop: (fields) => `am force-stop ${quoted(text(fields, 'package'))}`,
  wifi: (fields) => `svc wifi ${oneOf(fields, 'to', ['enable', 'disable'])}`,
  data: (fields) => `svc data ${oneOf(fields, 'to', ['enable', 'disable'])}`,
  airplane: (fields) => `cmd connectivity airplane-mode ${oneOf(fields, 'to', ['enable', 'disable'])}`,
  sim: (fields) => `cmd quhao sim set ${whole(fields, 'slot')} ${oneOf(fields, 'to', SIM_STATES)}`,
  dataSim: (fields) => `cmd quhao sim data ${whole(fields, 'slot')}`,
  registration: (fields) => `cmd quhao registration ${oneOf(fields, 'to', ['home', 'roaming', 'denied'])}`,
} as const satisfies Readonly<Record<string, (fields: Fields) => string>>;

/** The command of an action, `{"do":"tap","x":10,"y":20}`. Throws ActionError. */
export function commandOf(action: unknown): string {
  if (typeof action !== 'object' || action === null) {
    throw new ActionError('an action is a JSON object');
  }
  const fields = action as Fields;
  const name = fields['do'];
  if (typeof name !== 'string' || !Object.hasOwn(ACTIONS, name)) {
    throw new ActionError(`"do" must be one of ${Object.keys(ACTIONS).join(', ')}`);
  }
  return ACTIONS[name as keyof typeof ACTIONS](fields);
}

function whole(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ActionError(`"${name}" must be a number`);
  }
  return Math.round(value);
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '' || value.includes('\0')) {
    throw new ActionError(`"${name}" must be a text`);
  }
  return value;
}

function oneOf(fields: Fields, name: string, words: readonly string[]): string {
  const value = text(fields, name);
  if (!words.includes(value)) {
    throw new ActionError(`"${name}" must be ${words.join(' or ')}`);
  }
  return value;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
