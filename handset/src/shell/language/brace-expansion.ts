import type { Word, WordPart } from './syntax.ts';

/** `a{b,c}` is two words: `ab` and `ac`. Quoted braces, and braces without a comma, stay letters. */
export function expandBraces(word: Word): readonly Word[] {
  for (const [start, part] of word.entries()) {
    const group = isLetter(part, '{') ? groupAt(word, start) : null;
    if (group !== null) {
      const head = word.slice(0, start);
      const tails = expandBraces(word.slice(group.end + 1));
      const middles = group.choices.flatMap((choice) => expandBraces(choice));
      return middles.flatMap((middle) => tails.map((tail) => [...head, ...middle, ...tail]));
    }
  }
  return [word];
}

interface BraceGroup {
  readonly choices: readonly Word[];
  /** The place of the closing brace. */
  readonly end: number;
}

/** The choices of the group that begins at a place; null when it does not end or has no comma. */
function groupAt(word: Word, start: number): BraceGroup | null {
  const choices: WordPart[][] = [[]];
  let depth = 0;
  for (let place = start + 1; place < word.length; place += 1) {
    const part = word[place];
    if (part === undefined) {
      break;
    }
    if (depth === 0 && isLetter(part, '}')) {
      return choices.length > 1 ? { choices, end: place } : null;
    }
    if (depth === 0 && isLetter(part, ',')) {
      choices.push([]);
      continue;
    }
    depth += Number(isLetter(part, '{')) - Number(isLetter(part, '}'));
    choices.at(-1)?.push(part);
  }
  return null;
}

function isLetter(part: WordPart | undefined, letter: string): boolean {
  return part?.kind === 'text' && !part.isQuoted && part.text === letter;
}
