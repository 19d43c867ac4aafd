import { POSIX_CLASSES } from './posix-classes.ts';

const EXTENDED: Readonly<Record<string, string>> = { '@': '', '*': '*', '+': '+', '?': '?' };

export type Appetite = 'longest' | 'shortest';

/** True when a text holds an unquoted wildcard. Quoted letters carry a backslash. */
export function hasWildcard(pattern: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?[]|[@+!]\(/.test(pattern);
}

/** Puts a backslash before every letter that a pattern would read. */
export function quotePattern(text: string): string {
  return text.replace(/[*?[\]\\()|@+!]/g, '\\$&');
}

/** True when the whole text matches the pattern. */
export function matchesPattern(text: string, pattern: string): boolean {
  return new RegExp(`^(?:${patternSource(pattern)})$`, 's').test(text);
}

/** The source of a regular expression for a pattern of the shell: `*`, `?`, `[…]` and `@(a|b)`, `*(…)`, `+(…)`, `?(…)`, `!(…)`. */
export function patternSource(pattern: string, appetite: Appetite = 'longest'): string {
  const lazy = appetite === 'shortest' ? '?' : '';
  let source = '';
  for (let place = 0; place < pattern.length; ) {
    const letter = pattern[place] ?? '';
    const close = pattern[place + 1] === '(' && /[@*+?!]/.test(letter) ? closingAt(pattern, place + 1) : -1;
    if (close > 0) {
      source += groupSource(letter, splitChoices(pattern.slice(place + 2, close)), lazy);
      place = close + 1;
    } else if (letter === '\\') {
      source += escapeLetter(pattern[place + 1] ?? '\\');
      place += 2;
    } else if (letter === '*') {
      source += `.*${lazy}`;
      place += 1;
    } else if (letter === '?') {
      source += '.';
      place += 1;
    } else {
      const set = letter === '[' ? /^\[([!^]?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]/s.exec(pattern.slice(place)) : null;
      source += set === null ? escapeLetter(letter) : setSource(set[1] ?? '', set[2] ?? '');
      place += set === null ? 1 : set[0].length;
    }
  }
  return source;
}

function groupSource(sign: string, choices: readonly string[], lazy: string): string {
  const inner = choices.map((choice) => patternSource(choice, lazy === '' ? 'longest' : 'shortest')).join('|');
  return sign === '!' ? `(?!(?:${inner})$).*${lazy}` : `(?:${inner})${EXTENDED[sign] ?? ''}`;
}

const SET_TOKEN = /\[:(?<name>\w+):\]|\\(?<quoted>.)|(?<letter>.)/gs;

function setSource(negation: string, set: string): string {
  const inner = [...set.matchAll(SET_TOKEN)]
    .map(({ groups }) => {
      const { name, quoted, letter = '' } = groups ?? {};
      if (name !== undefined) {
        return POSIX_CLASSES[name] ?? '';
      }
      return quoted === undefined ? letter.replace(/[\]^[\\]/, '\\$&') : quoted.replace(/[^\w\s]/, '\\$&');
    })
    .join('');
  return inner === '' ? '(?!)' : `[${negation === '' ? '' : '^'}${inner}]`;
}

/** The place of the parenthesis that closes the one at `open`; -1 when none does. */
function closingAt(pattern: string, open: number): number {
  let depth = 0;
  for (let place = open; place < pattern.length; place += 1) {
    if (pattern[place] === '\\') {
      place += 1;
      continue;
    }
    depth += Number(pattern[place] === '(') - Number(pattern[place] === ')');
    if (depth === 0) {
      return place;
    }
  }
  return -1;
}

function splitChoices(text: string): readonly string[] {
  const choices = [''];
  let depth = 0;
  for (const letter of text.match(/\\[\s\S]|[\s\S]/g) ?? []) {
    depth += Number(letter === '(') - Number(letter === ')');
    if (letter === '|' && depth === 0) {
      choices.push('');
    } else {
      choices[choices.length - 1] += letter;
    }
  }
  return choices;
}

function escapeLetter(letter: string): string {
  return letter.replace(/[.+*?^${}()|[\]\\/-]/, '\\$&');
}
