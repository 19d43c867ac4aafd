import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { DISPLAY } from './display.ts';

type Subcommand = (call: Call, words: readonly string[]) => Promise<string>;

/** A refusal whose text goes to stderr. */
class WindowRefusal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  density: async (_call, [value]) => fixed(value, `Physical density: ${DISPLAY.density}\n`),
  'dismiss-keyguard': async () => '',
  'fixed-to-user-rotation': async (_call, [value]) => fixed(value, 'default\n'),
  'get-ignore-orientation-request': async () => 'ignoreOrientationRequest false for displayId=0\n',
  size: async (_call, [value]) => fixed(value, `Physical size: ${DISPLAY.width}x${DISPLAY.height}\n`),
  'user-rotation': rotate,
};

/** `wm size|density|user-rotation|dismiss-keyguard …`. The size of the screen cannot be changed. */
export const wm: CommandRow = {
  name: 'wm',
  async run(call) {
    const [name = '', ...words] = call.args;
    const run = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
    if (run === undefined) {
      await call.printError(`Unknown command: ${name}\n`);
      return EXIT_CODES.serviceError;
    }
    try {
      await call.print(await run(call, words[0] === '-d' ? words.slice(2) : words));
      return EXIT_CODES.ok;
    } catch (error) {
      if (!(error instanceof WindowRefusal)) {
        throw error;
      }
      await call.printError(`${error.text}\n`);
      return EXIT_CODES.serviceError;
    }
  },
};

/** `reset` is what the screen has anyway. */
function fixed(value: string | undefined, text: string): string {
  if (value === undefined) {
    return text;
  }
  if (value === 'reset' || value === 'default') {
    return '';
  }
  throw new WindowRefusal(`Error: this handset's screen is fixed at ${DISPLAY.width}x${DISPLAY.height}, ${DISPLAY.density} dpi`);
}

/** `user-rotation [free | lock [0-3]]`, as the settings keep it. */
async function rotate({ system }: Call, [mode, rotation]: readonly string[]): Promise<string> {
  const { settings, device } = system;
  if (mode === undefined) {
    const isFree = settings.get('system', 'accelerometer_rotation') === '1';
    return isFree ? 'free\n' : `lock ${settings.get('system', 'user_rotation') ?? 0}\n`;
  }
  if (mode !== 'free' && mode !== 'lock') {
    throw new WindowRefusal('Error: argument needs to be either -d, free or lock');
  }
  if (rotation !== undefined && !/^[0-3]$/.test(rotation)) {
    throw new WindowRefusal(`Error: Invalid rotation: ${rotation}`);
  }
  settings.put('system', 'accelerometer_rotation', mode === 'free' ? '1' : '0');
  settings.put('system', 'user_rotation', rotation ?? settings.get('system', 'user_rotation') ?? '0');
  await device.apps.applySettings(settings.all());
  return '';
}
