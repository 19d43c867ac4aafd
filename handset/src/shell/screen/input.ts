import { AppGoneError, HandsetError } from '../../errors.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { keyCodeOf } from './key-codes.ts';

/** Sources of AOSP InputShellCommand.java. */
const SOURCES: ReadonlySet<string> = new Set([
  ...['keyboard', 'dpad', 'gamepad', 'touchscreen', 'mouse', 'stylus', 'trackball', 'touchpad', 'touchnavigation'],
  ...['joystick', 'rotaryencoder'],
]);

/** An exception of the input service. The message is what Android prints. */
class InputExceptionError extends HandsetError<'INPUT_EXCEPTION'> {
  constructor(exception: string) {
    super('INPUT_EXCEPTION', exception);
  }
}

type Verb = (call: Call, words: readonly string[]) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = {
  draganddrop: sendDrag,
  keycombination: refuseCombination,
  keyevent: sendKeys,
  motionevent: sendMotion,
  press: async (call) => await send(call, 'key', { code: DPAD.center }),
  roll: sendRoll,
  scroll: async () => unsupported('scroll'),
  swipe: sendSwipe,
  tap: async (call, words) => {
    const [x, y] = requireNumbers('tap', words, 2);
    await send(call, 'tap', { x, y });
  },
  text: sendText,
};

/** Codes of the keys that Android makes of a trackball's moves. */
const DPAD = { up: 19, down: 20, left: 21, right: 22, center: 23 } as const;
const DEFAULT_SWIPE_MS = 300;
const DRAG_SWIPE_MS = 1000;
/** Letters of the virtual keyboard (KeyCharacterMap of Virtual.kcm): ASCII, and no other. */
const TYPEABLE = /^[\x20-\x7e\n\t]*$/;

/** `input [SOURCE] [-d DISPLAY] tap|swipe|keyevent|text|press|roll|draganddrop|motionevent …` sends input to the app in front. Without one, input has no effect. */
export const input: CommandRow = {
  name: 'input',
  async run(call) {
    const words = [...call.args];
    if (SOURCES.has(words[0] ?? '')) {
      words.shift();
    }
    const isElsewhere = words[0] === '-d' && !['0', 'DEFAULT_DISPLAY', 'INVALID_DISPLAY'].includes(words.splice(0, 2)[1] ?? '');
    const [name = '', ...rest] = words;
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb === undefined) {
      await call.printError(name === '' ? USAGE : `Unknown command: ${name}\n`);
      return EXIT_CODES.serviceError;
    }
    try {
      // There is one display. Android drops what is sent to a display that does not exist.
      await verb(isElsewhere ? withoutApps(call) : call, rest);
      return EXIT_CODES.ok;
    } catch (error) {
      if (!(error instanceof InputExceptionError)) {
        throw error;
      }
      await call.printError(`\nException occurred while executing '${name}':\n${error.message}\n`);
      return EXIT_CODES.serviceError;
    }
  },
};

const USAGE = `Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]

The sources are:
${[...SOURCES].map((source) => `      ${source}\n`).join('')}
The commands and default sources are:
      text <string> (Default: keyboard)
      keyevent [--doubletap] <key code number or name> ... (Default: keyboard)
      tap <x> <y> (Default: touchscreen)
      swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      press (Default: trackball)
      roll <dx> <dy> (Default: trackball)
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)
`;

function withoutApps(call: Call): Call {
  const { device } = call.system;
  const apps = { ...device.apps, foreground: () => null };
  return { ...call, system: { ...call.system, device: { ...device, apps } } };
}

function unsupported(what: string): never {
  throw new InputExceptionError(`java.lang.UnsupportedOperationException: ${what} is not supported on this handset`);
}

function require(word: string | undefined, before: string): string {
  if (word === undefined) {
    throw new InputExceptionError(`java.lang.IllegalArgumentException: Argument expected after "${before}"`);
  }
  return word;
}

function requireNumbers(verb: string, words: readonly string[], count: number): readonly number[] {
  return Array.from({ length: count }, (_each, place) => numberOf(require(words[place], words[place - 1] ?? verb)));
}

function numberOf(word: string): number {
  if (word.trim() === '' || !Number.isFinite(Number(word))) {
    throw new InputExceptionError(`java.lang.NumberFormatException: For input string: "${word}"`);
  }
  return Number(word);
}

/** An app that crashes from the input has received it; `input` succeeds then. */
async function send(call: Call, method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await call.system.device.apps.foreground()?.call(method, params);
  } catch (error) {
    if (!(error instanceof AppGoneError)) {
      throw error;
    }
  }
}

/** The first word only, as Android reads it; `%s` is a space. */
async function sendText(call: Call, [word]: readonly string[]): Promise<void> {
  const text = require(word, 'text').replaceAll('%s', ' ');
  if (!TYPEABLE.test(text)) {
    throw new InputExceptionError('java.lang.NullPointerException: Attempt to get length of null array');
  }
  await send(call, 'text', { text });
}

/** A name that is no key is KEYCODE_UNKNOWN, which Android sends and nobody hears. */
async function sendKeys(call: Call, words: readonly string[]): Promise<void> {
  const options = words.filter((word) => word.startsWith('--'));
  const refused = options.find((word) => word !== '--doubletap' && word !== '--async');
  if (refused !== undefined) {
    unsupported(`keyevent ${refused}`);
  }
  const keys = words.filter((word) => !word.startsWith('--'));
  require(keys[0], options.at(-1) ?? 'keyevent');
  for (const code of keys.map((word) => keyCodeOf(word))) {
    for (let press = 0; press < (options.includes('--doubletap') ? 2 : 1) && code !== null; press += 1) {
      await send(call, 'key', { code });
    }
  }
}

async function refuseCombination(_call: Call, words: readonly string[]): Promise<void> {
  const keys = words[0] === '-t' ? words.slice(2) : words;
  require(keys[0], 'keycombination');
  if (keys.length < 2) {
    throw new InputExceptionError('java.lang.IllegalArgumentException: keycombination requires at least 2 keycodes');
  }
  unsupported('holding several keys');
}

async function sendSwipe(call: Call, words: readonly string[]): Promise<void> {
  const [x1, y1, x2, y2] = requireNumbers('swipe', words, 4);
  const ms = words[4] === undefined ? DEFAULT_SWIPE_MS : numberOf(words[4]);
  await send(call, 'swipe', { x1, y1, x2, y2, ms });
}

/** The finger goes to the end slowly. That a phone lets it rest at the start first is not shown. */
async function sendDrag(call: Call, words: readonly string[]): Promise<void> {
  const [x1, y1, x2, y2] = requireNumbers('draganddrop', words, 4);
  const ms = words[4] === undefined ? DRAG_SWIPE_MS : numberOf(words[4]);
  await send(call, 'swipe', { x1, y1, x2, y2, ms });
}

async function sendRoll(call: Call, words: readonly string[]): Promise<void> {
  const [dx = 0, dy = 0] = requireNumbers('roll', words, 2);
  const horizontal = dx > 0 ? DPAD.right : DPAD.left;
  const vertical = dy > 0 ? DPAD.down : DPAD.up;
  if (dx !== 0 || dy !== 0) {
    await send(call, 'key', { code: Math.abs(dx) >= Math.abs(dy) ? horizontal : vertical });
  }
}

/** DOWN keeps the place of the finger, UP sends the tap or the swipe from there. An app sees nothing before UP. */
async function sendMotion(call: Call, words: readonly string[]): Promise<void> {
  const action = require(words[0], 'motionevent').toUpperCase();
  const { touch } = call.system;
  if (!['DOWN', 'UP', 'MOVE', 'CANCEL'].includes(action)) {
    throw new InputExceptionError(`java.lang.IllegalArgumentException: Unknown action: ${words[0]}`);
  }
  if (action === 'CANCEL') {
    touch.down = null;
    return;
  }
  const [x = 0, y = 0] = requireNumbers(words[0] ?? '', words.slice(1), 2);
  if (action === 'DOWN') {
    touch.down = { x, y, atMs: performance.now() };
    return;
  }
  const { down } = touch;
  if (action === 'MOVE' || down === null) {
    return;
  }
  touch.down = null;
  const ms = Math.round(performance.now() - down.atMs);
  const isTap = down.x === x && down.y === y;
  await send(call, isTap ? 'tap' : 'swipe', isTap ? { x, y, holdMs: ms } : { x1: down.x, y1: down.y, x2: x, y2: y, ms });
}
