import { messageOf } from '../../errors.ts';
import { POSIX_CLASSES } from '../language/posix-classes.ts';
import { UsageError } from '../options.ts';

export interface RegexOptions {
  readonly kind: 'basic' | 'extended' | 'fixed';
  /** Flags of the JavaScript expression. */
  readonly flags: string;
  readonly exitCode?: number;
}

/** A regular expression of POSIX as one of JavaScript. Throws UsageError. */
export function posixRegex(pattern: string, { kind, flags, exitCode = 1 }: RegexOptions): RegExp {
  try {
    return new RegExp(kind === 'fixed' ? pattern.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&') : sourceOf(pattern, kind), flags);
  } catch (error) {
    throw new UsageError(`bad regex '${pattern}': ${messageOf(error)}`, exitCode);
  }
}

/** Letters that are special in one of the two kinds, and plain letters in the other one. */
const SWAPPED = /^\\?[+?|(){}]$/;

/** In basic patterns, `+ ? | ( ) { }` are letters, and special after a backslash. */
function sourceOf(pattern: string, kind: 'basic' | 'extended'): string {
  const tokens = tokensOf(pattern);
  return tokens
    .map((token, place) => {
      if (token.startsWith('[') && token.length > 1) {
        return setSource(token);
      }
      if (kind === 'basic' && SWAPPED.test(token)) {
        return token.startsWith('\\') ? token.slice(1) : `\\${token}`;
      }
      if (token === '*' && (place === 0 || (place === 1 && tokens[0] === '^'))) {
        return '\\*';
      }
      return escapeOf(token);
    })
    .join('');
}

/** Lists in brackets, escapes and letters. A bracket whose list does not end is the last one: it makes no expression. */
function tokensOf(pattern: string): readonly string[] {
  const tokens: string[] = [];
  for (let place = 0; place < pattern.length; ) {
    const letter = pattern[place];
    const end = letter === '[' ? endOfList(pattern, place) : place + (letter === '\\' ? 2 : 1);
    tokens.push(end === null ? '[' : pattern.slice(place, end));
    place = end ?? pattern.length;
  }
  return tokens;
}

/** The place behind the list; null: it does not end. */
function endOfList(pattern: string, start: number): number | null {
  const first = start + (pattern[start + 1] === '^' ? 2 : 1);
  let place = pattern[first] === ']' ? first + 1 : first;
  while (place < pattern.length && pattern[place] !== ']') {
    place = endOfClass(pattern, place) ?? place + 1;
  }
  return place < pattern.length ? place + 1 : null;
}

/** The place behind `[:alpha:]`, `[.a.]` or `[=a=]` inside of a list. */
function endOfClass(pattern: string, place: number): number | null {
  if (pattern[place] !== '[' || !/[:.=]/.test(pattern[place + 1] ?? '')) {
    return null;
  }
  const close = pattern.indexOf(']', place + 2);
  return close > place + 2 && /[:.=]/.test(pattern[close - 1] ?? '') ? close + 1 : null;
}

function escapeOf(token: string): string {
  switch (token) {
    case '\\<':
    case '\\>':
      return '\\b';
    case '\\`':
      return '^';
    case "\\'":
      return '$';
    default:
      return /^\\[a-zA-Z0-9]$/.test(token) && !/^\\[nrtwWsSbBdD1-9]$/.test(token) ? token.slice(1) : token;
  }
}

function setSource(token: string): string {
  const [, negation = '', inner = ''] = /^\[(\^?)([\s\S]*)\]$/.exec(token) ?? [];
  const source = inner.replace(/\[:(\w+):\]|\\|[[\]]/g, (letter, name: string | undefined) =>
    name === undefined ? `\\${letter}` : (POSIX_CLASSES[name] ?? ''),
  );
  return `[${negation}${source.replace(/\\\\([nt])/g, '\\$1')}]`;
}
