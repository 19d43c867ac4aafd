import { expandBraces } from './brace-expansion.ts';
import { type Grammar, parseCompound } from './parse-compound.ts';
import { readRedirections } from './parse-redirections.ts';
import { Scanner } from './scanner.ts';
import {
  type Assignment,
  type Command,
  type ListItem,
  type Redirection,
  ShellSyntaxError,
  type SimpleCommand,
  type Word,
} from './syntax.ts';
import { WordReader } from './words.ts';

/** Words that end a list of commands. */
const CLOSING_WORDS: ReadonlySet<string> = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);

const GRAMMAR: Grammar = { list: parseList, command: parseCommand, words: wordReader };

/** Parses a whole command line. Throws ShellSyntaxError that names the unexpected text. */
export function parseCommandLine(text: string): Command {
  const scanner = new Scanner(text);
  const command = parseList(scanner);
  scanner.skipBlank('lines');
  scanner.requireDocuments();
  if (!scanner.atEnd()) {
    throw scanner.unexpected();
  }
  return command;
}

/** False when the text ends inside a quote or a compound command. */
export function isFinished(text: string): boolean {
  try {
    parseCommandLine(text);
    return true;
  } catch (error) {
    return !(error instanceof ShellSyntaxError && error.isUnfinished);
  }
}

/** Parses commands up to the end, a `)`, the end of a case clause, or a closing word. */
function parseList(scanner: Scanner): Command {
  const items: ListItem[] = [];
  for (scanner.skipBlank('lines'); !endsList(scanner); scanner.skipBlank('lines')) {
    const command = parsePipeline(scanner);
    const end = takeListEnd(scanner);
    items.push({ command, end });
    if (end === '&&' || end === '||') {
      scanner.skipBlank('lines');
      if (endsList(scanner)) {
        throw scanner.unexpected();
      }
    }
  }
  return { kind: 'list', items };
}

function endsList(scanner: Scanner): boolean {
  return (
    scanner.atEnd() ||
    scanner.peek() === ')' ||
    /^;[;&|]/.test(scanner.ahead().slice(0, 2)) ||
    CLOSING_WORDS.has(scanner.peekWord())
  );
}

function takeListEnd(scanner: Scanner): ListItem['end'] {
  scanner.skipBlank('line');
  if (/^;[;&|]/.test(scanner.ahead().slice(0, 2)) || scanner.takeLineEnd()) {
    return ';';
  }
  for (const end of ['&&', '||', ';', '&'] as const) {
    if (scanner.take(end)) {
      return end;
    }
  }
  if (!scanner.atEnd() && scanner.peek() !== ')') {
    throw scanner.unexpected();
  }
  return ';';
}

function parsePipeline(scanner: Scanner): Command {
  let isNegated = false;
  while (scanner.takeWord('!')) {
    isNegated = !isNegated;
  }
  const commands = [parseCommand(scanner)];
  for (scanner.skipBlank('line'); scanner.peek() === '|' && scanner.peek(1) !== '|'; scanner.skipBlank('line')) {
    scanner.take('|');
    scanner.skipBlank('lines');
    commands.push(parseCommand(scanner));
  }
  const [only] = commands;
  return commands.length === 1 && only !== undefined && !isNegated ? only : { kind: 'pipeline', commands, isNegated };
}

function parseCommand(scanner: Scanner): Command {
  scanner.skipBlank('line');
  const compound = parseCompound(scanner, GRAMMAR);
  if (compound !== null) {
    const redirections = readRedirections(wordReader(scanner));
    return redirections.length === 0 ? compound : { kind: 'redirected', body: compound, redirections };
  }
  if (CLOSING_WORDS.has(scanner.peekWord())) {
    throw scanner.unexpected();
  }
  return parseSimple(scanner);
}

function parseSimple(scanner: Scanner): SimpleCommand {
  const reader = wordReader(scanner);
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    redirections.push(...readRedirections(reader));
    const assignment = words.length === 0 ? reader.readAssignment() : null;
    if (assignment !== null) {
      assignments.push(assignment);
      continue;
    }
    const word = reader.readWord();
    if (word === null) {
      break;
    }
    words.push(...expandBraces(word));
  }
  const isEmpty = words.length + assignments.length + redirections.length === 0;
  if (words.length === 1 && scanner.take('(')) {
    throw scanner.unexpected('(');
  }
  if (isEmpty || scanner.peek() === '(') {
    throw scanner.unexpected();
  }
  return { kind: 'simple', assignments, words, redirections };
}

function wordReader(scanner: Scanner): WordReader {
  return new WordReader(scanner, parseList);
}
