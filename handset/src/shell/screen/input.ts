import { AppGoneError } from '../../errors.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { keyCodeOf } from './key-codes.ts';

const SOURCES = new Set(['touchscreen', 'keyboard', 'mouse', 'touchpad', 'dpad', 'stylus', 'touchnavigation']);

const VERBS: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<void>>> = {
  keyevent: sendKeys,
  press: async (call, words) => await sendKeys(call, words.length > 0 ? words : ['DPAD_CENTER']),
  swipe: sendSwipe,
  tap: async (call, words) => {
    const [x, y] = requireNumbers(words, 2);
    await send(call, 'tap', { x, y });
  },
  text: async (call, words) => await send(call, 'text', { text: requireText(words).replaceAll('%s', ' ') }),
};

const DEFAULT_SWIPE_MS = 300;

/** `input [SOURCE] [-d DISPLAY] tap|swipe|keyevent|text|press …` sends input to the app in front. Without one, input has no effect. */
export const input: CommandRow = {
  name: 'input',
  async run(call) {
    const words = SOURCES.has(call.args[0] ?? '') ? call.args.slice(1) : call.args;
    const [name = '', ...rest] = words[0] === '-d' ? words.slice(2) : words;
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb === undefined) {
      throw new UsageError(`Unknown command: ${name}; known are ${Object.keys(VERBS).join(', ')}`, EXIT_CODES.serviceError);
    }
    await verb(call, rest);
    return EXIT_CODES.ok;
  },
};

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

async function sendKeys(call: Call, words: readonly string[]): Promise<void> {
  const codes = words
    .filter((word) => word !== '--longpress' && word !== '--doubletap')
    .map((word) => {
      const code = keyCodeOf(word);
      if (code === null) {
        throw new UsageError(`'${word}' is no key`, EXIT_CODES.serviceError);
      }
      return code;
    });
  for (const code of codes) {
    await send(call, 'key', { code });
  }
}

async function sendSwipe(call: Call, words: readonly string[]): Promise<void> {
  const [x1, y1, x2, y2] = requireNumbers(words.slice(0, 4), 4);
  const [ms] = words.length > 4 ? requireNumbers(words.slice(4), 1) : [DEFAULT_SWIPE_MS];
  await send(call, 'swipe', { x1, y1, x2, y2, ms });
}

function requireNumbers(words: readonly string[], count: number): readonly number[] {
  const numbers = words.map(Number);
  if (words.length !== count || numbers.some((each) => !Number.isFinite(each))) {
    throw new UsageError(`needs ${count} numbers, not '${words.join(' ')}'`, EXIT_CODES.serviceError);
  }
  return numbers;
}

function requireText(words: readonly string[]): string {
  const [text, ...others] = words;
  if (text === undefined || others.length > 0) {
    throw new UsageError('text needs one word; write %s for a space', EXIT_CODES.serviceError);
  }
  return text;
}
