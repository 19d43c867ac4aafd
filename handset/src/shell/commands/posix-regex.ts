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

const TOKEN = /\[\^?\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]])*\]|\\[\s\S]|[\s\S]/g;
/** Letters that are special in one of the two kinds, and plain letters in the other one. */
const SWAPPED = /^\\?[+?|(){}]$/;

/** In basic patterns, `+ ? | ( ) { }` are letters, and special after a backslash. */
function sourceOf(pattern: string, kind: 'basic' | 'extended'): string {
  const tokens = pattern.match(TOKEN) ?? [];
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
