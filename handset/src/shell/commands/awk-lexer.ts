import { UsageError } from '../options.ts';

export type AwkToken =
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'string' | 'regex' | 'name' | 'function' | 'keyword' | 'sign' | 'line' | 'end'; readonly text: string };

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['BEGIN', 'END', 'function', 'func', 'if', 'else', 'while', 'for', 'do', 'break', 'continue', 'next', 'nextfile', 'exit'],
  ...['return', 'delete', 'in', 'getline', 'print', 'printf'],
]);
const SIGN = /^(?:\*\*=|\*\*|\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|&&|\|\||>>|!~|[-+*/%^!<>|?:~$=,;(){}[\]])/;
/** Tokens after which a `/` begins a division and no regular expression. */
/** A bracket that is the first of its list is a letter of it; each text can be read in one way only. */
const REGEX = /^\/((?:[^/\\\n[]|\\.|\[(?:\^?\][^\]\n]*|\^?[^\]^\n][^\]\n]*|\^\^[^\]\n]*)\])*)\//;
const VALUE_ENDS: ReadonlySet<string> = new Set([')', ']', '$', '++', '--']);
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '/': '/',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
};

export function tokenizeAwk(program: string): readonly AwkToken[] {
  const tokens: AwkToken[] = [];
  let rest = program;
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest);
    rest = rest.slice(match?.[0].length ?? 0);
    return match;
  };
  for (take(/^(?:[ \t\r]|\\\r?\n|#[^\n]*)*/); rest !== ''; take(/^(?:[ \t\r]|\\\r?\n|#[^\n]*)*/)) {
    const last = tokens.at(-1);
    const endsValue =
      last !== undefined &&
      (['number', 'string', 'name', 'regex'].includes(last.kind) || (last.kind === 'sign' && VALUE_ENDS.has(last.text)));
    const number = take(/^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/)?.[0];
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number, value: Number(number) });
      continue;
    }
    const word = take(/^[A-Za-z_]\w*/)?.[0];
    if (word !== undefined) {
      const plain = rest.startsWith('(') ? 'function' : 'name';
      const kind = KEYWORDS.has(word) ? 'keyword' : plain;
      tokens.push({ kind, text: word });
    } else if (take(/^\n/) !== null) {
      tokens.push({ kind: 'line', text: 'newline' });
    } else if (rest.startsWith('"')) {
      tokens.push({
        kind: 'string',
        text: unquote(take(/^"((?:[^"\\\n]|\\[\s\S])*)"/)?.[1] ?? fail('non-terminated string', rest)),
      });
    } else if (rest.startsWith('/') && !endsValue) {
      tokens.push({
        kind: 'regex',
        text: (take(REGEX)?.[1] ?? fail('non-terminated regular expression', rest)).replaceAll('\\/', '/'),
      });
    } else {
      tokens.push({ kind: 'sign', text: take(SIGN)?.[0] ?? fail('syntax error', rest) });
    }
  }
  return [...tokens, { kind: 'end', text: 'end of file' }];
}

function unquote(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_all, octal: string | undefined, letter: string | undefined) =>
    octal === undefined
      ? (ESCAPES[letter ?? ''] ?? (letter === '\n' ? '' : `\\${letter}`))
      : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function fail(what: string, rest: string): never {
  throw new UsageError(`${what} at source line 1 (${rest.slice(0, 20).split('\n')[0]})`, 2);
}
