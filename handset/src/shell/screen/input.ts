import { AppGoneError } from '../../errors.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { keyCodeOf } from './key-codes.ts';

const sources = new Set(['touchscreen', 'keyboard', 'mouse', 'touchpad', 'dpad', 'stylus', 'touchnavigation']);

const verbs: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<void>>> = {
  keyevent: sendKeys,
  press: async (call, words) => await sendKeys(call, words.length > 0 ? words : ['DPAD_CENTER']),
  swipe: sendSwipe,
  tap: async (call, words) => {
    const [x, y] = demandNumbers(words, 2);
    await send(call, 'tap', { x, y });
  },
  text: async (call, words) => await send(call, 'text', { text: demandText(words).replaceAll('%s', ' ') }),
};

const defaultSwipeMs = 300;

/** `input [SOURCE] [-d DISPLAY] tap|swipe|keyevent|text|press …`, to the app in front; without one there is nobody to feel it. */
export const input: CommandRow = {
  name: 'input',
  async run(call) {
    const words = sources.has(call.args[0] ?? '') ? call.args.slice(1) : call.args;
    const [name = '', ...rest] = words[0] === '-d' ? words.slice(2) : words;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (verb === undefined) {
      throw new UsageError(`Unknown command: ${name}; known are ${Object.keys(verbs).join(', ')}`, 255);
    }
    await verb(call, rest);
    return EXIT_CODES.ok;
  },
};

/** An app that dies of it has felt it: `input` has done its part. */
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
        throw new UsageError(`'${word}' is no key`, 255);
      }
      return code;
    });
  for (const code of codes) {
    await send(call, 'key', { code });
  }
}

async function sendSwipe(call: Call, words: readonly string[]): Promise<void> {
  const [x1, y1, x2, y2] = demandNumbers(words.slice(0, 4), 4);
  const [ms] = words.length > 4 ? demandNumbers(words.slice(4), 1) : [defaultSwipeMs];
  await send(call, 'swipe', { x1, y1, x2, y2, ms });
}

function demandNumbers(words: readonly string[], count: number): readonly number[] {
  const numbers = words.map(Number);
  if (words.length !== count || numbers.some((each) => !Number.isFinite(each))) {
    throw new UsageError(`needs ${count} numbers, not '${words.join(' ')}'`, 255);
  }
  return numbers;
}

function demandText(words: readonly string[]): string {
  const [text, ...others] = words;
  if (text === undefined || others.length > 0) {
    throw new UsageError('text needs one word; write %s for a space', 255);
  }
  return text;
}
