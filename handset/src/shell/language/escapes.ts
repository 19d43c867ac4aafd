/** Letters after a backslash that stand for another one. */
const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const NUMBER =
  /^(?:x(?<hex>[0-9a-fA-F]{1,2})|u(?<short>[0-9a-fA-F]{1,4})|U(?<long>[0-9a-fA-F]{1,8})|(?<octal>0[0-7]{1,3}|[0-7]{1,3}))/;

/** Replaces escapes as `echo` and `print` do. `ends` is true after a `\c`, which takes the end of the line away. */
export function decodeEscapes(text: string): { readonly text: string; readonly ends: boolean } {
  let result = '';
  let ends = false;
  for (let rest = text; rest !== ''; ) {
    const plain = /^[^\\]+/.exec(rest)?.[0] ?? '';
    result += plain;
    rest = rest.slice(plain.length);
    if (rest === '') {
      break;
    }
    if (rest[1] === 'c') {
      ends = true;
      rest = rest.slice(2);
      continue;
    }
    const [decoded, length] = decodeOne(rest.slice(1));
    result += decoded;
    rest = rest.slice(1 + length);
  }
  return { text: result, ends };
}

/** Replaces the escapes of `$'…'`, which also has quotes and control letters. */
export function decodeAnsi(text: string): string {
  const prepared = text.replace(/\\(?:c([\s\S])|(['"]))/g, (_all, control: string | undefined, quote: string | undefined) =>
    control === undefined ? (quote ?? '') : String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f),
  );
  return decodeEscapes(prepared).text;
}

/** What stands after a backslash: the decoded letter and the length of its name. */
function decodeOne(text: string): readonly [string, number] {
  const [letter = ''] = text;
  if (letter === '\\') {
    return ['\\', 1];
  }
  if (Object.hasOwn(LETTERS, letter)) {
    return [LETTERS[letter] ?? '', 1];
  }
  const match = NUMBER.exec(text);
  if (match?.groups === undefined) {
    return [`\\${letter}`, letter.length];
  }
  const { hex, short, long, octal } = match.groups;
  const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? '0', 16) : Number.parseInt(octal, 8) & 0xff;
  return [code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code), match[0].length];
}
