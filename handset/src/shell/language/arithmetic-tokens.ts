import { ShellFailureError } from './syntax.ts';

export type ArithmeticToken =
  | { readonly kind: 'number'; readonly source: string; readonly value: number }
  | { readonly kind: 'name'; readonly source: string; readonly text: string; readonly index: string | null }
  | { readonly kind: 'sign'; readonly source: string; readonly text: string };

const TOKEN =
  /\s*(?:(?<number>0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+)|(?<name>[A-Za-z_]\w*)(?:\[(?<index>[^\]]*)\])?|(?<sign><<=|>>=|\+\+|--|\|\||&&|[=!<>*/%+\-&^|]=|<<|>>|[-+*/%<>()!~&|^?:,=]))/y;

/** The tokens of an expression. Throws ShellFailureError for what is none. */
export function tokenize(expression: string): ArithmeticToken[] {
  const tokens: ArithmeticToken[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < expression.trimEnd().length) {
    const place = pattern.lastIndex;
    const groups = pattern.exec(expression)?.groups;
    if (groups === undefined) {
      const what = expression.slice(place).trim().slice(0, 1);
      throw new ShellFailureError(`${expression.trim()}: unexpected '${what}'`);
    }
    const { number, name, index, sign = '' } = groups;
    if (number !== undefined) {
      tokens.push({ kind: 'number', source: number, value: numberOf(number, expression) });
    } else if (name !== undefined) {
      tokens.push({ kind: 'name', source: name, text: name, index: index ?? null });
    } else {
      tokens.push({ kind: 'sign', source: sign, text: sign });
    }
  }
  return tokens;
}

/** A number in decimal, with `0x`, or as `BASE#DIGITS`. A leading 0 means nothing, as in mksh. */
function numberOf(text: string, expression: string): number {
  const [base, digits] = text.includes('#') ? text.split('#') : [/^0[xX]/.test(text) ? '16' : '10', text.replace(/^0[xX]/, '')];
  const radix = Number(base);
  const value = radix >= 2 && radix <= 36 ? Number.parseInt(digits ?? '', radix) : Number.NaN;
  const isWhole = (digits ?? '') !== '' && [...(digits ?? '')].every((digit) => Number.parseInt(digit, 36) < radix);
  if (Number.isNaN(value) || !isWhole) {
    throw new ShellFailureError(`${expression.trim()}: bad number '${text}'`);
  }
  return Number(BigInt.asIntN(32, BigInt(value)));
}
