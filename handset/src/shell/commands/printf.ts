import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '0': '\0' };

/** `printf FORMAT [ARGUMENT…]` with `%s`, `%d`, `%x` and `%%`. */
export const printf: CommandRow = {
  name: 'printf',
  async run({ args, print }) {
    const [format = '', ...values] = args;
    const pending = [...values];
    const text = format
      .replace(/\\([ntr0\\])/g, (_all, letter: string) => ESCAPES[letter] ?? '')
      .replace(/%([sdx%])/g, (_all, letter: string) => formatValue(letter, letter === '%' ? undefined : pending.shift()));
    await print(text);
    return EXIT_CODES.ok;
  },
};

function formatValue(letter: string, value: string | undefined): string {
  switch (letter) {
    case 'd':
      return String(Math.trunc(Number(value ?? 0)) || 0);
    case 'x':
      return (Math.trunc(Number(value ?? 0)) || 0).toString(16);
    case '%':
      return '%';
    default:
      return value ?? '';
  }
}
