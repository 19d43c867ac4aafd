import type { Command } from 'commander';

/** Turns what commander says of wrong usage into words that name the argument or flag as the user wrote it. */
export function usageWords(text: string, command: Command): string {
  return REWORDINGS.reduce((words, reword) => reword(words, command), text);
}

/** `quhao flow diff`: the words that lead to a command. */
export function commandPath(command: Command): string {
  const names: string[] = [];
  for (let one: Command | null = command; one !== null; one = one.parent) {
    names.unshift(one.name());
  }
  return names.join(' ');
}

const REWORDINGS: readonly ((text: string, command: Command) => string)[] = [
  badArgument,
  badFlag,
  negativeValue,
  flagBeforeNoun,
  flagOfOthers,
  unknownCommand,
];

function badArgument(text: string): string {
  return text.replace(/command-argument value '(.*)' is invalid for argument '([\w-]+)'\. /s, "<$2> cannot be '$1': ");
}

function badFlag(text: string): string {
  return text.replace(/option '(?:-\w, )?(--[\w-]+)[^']*' (?:argument|value) '(.*)' is invalid\. /s, "$1 cannot be '$2': ");
}

/** Commander takes `-2m` for a flag. */
function negativeValue(text: string, command: Command): string {
  const [, value] = /unknown option '(-\d[^']*)'/.exec(text) ?? [];
  if (value === undefined) {
    return text;
  }
  return command.name() === 'advance'
    ? `error: ${value} is negative: time advances forwards only; a time in the past: quhao clock set TIME\n`
    : `error: ${value} is negative, and ${commandPath(command)} takes nothing negative\n`;
}

/** `quhao --url X flow list`: the flags of a command stand behind it. */
function flagBeforeNoun(text: string, command: Command): string {
  const [, flag] = /unknown option '(--[a-z-]+)/.exec(text) ?? [];
  const isOfAnother = flag !== undefined && command.parent === null && leavesOf(command).some((leaf) => hasFlag(leaf, flag));
  return isOfAnother ? `error: ${flag} stands behind the command that it belongs to, as in quhao NOUN VERB ${flag} …\n` : text;
}

/** What people call a flag elsewhere. */
const FLAG_SYNONYMS: Readonly<Record<string, string>> = {
  '--only': "--grep PATTERN; '^ID$' is one check",
  '--filter': "--grep PATTERN; '^ID$' is one check",
  '--device': '--serial SERIAL',
  '--output': '--out FILE',
  '--apk': '--probe FILE for a probe, --sdk FILE for an app with the SDK inside',
  '--aar': '--sdk FILE',
  '--jar': '--sdk FILE',
};

/** Where commander suggests nothing. */
function flagOfOthers(text: string, command: Command): string {
  const [, flag = ''] = /unknown option '(--[a-z-]+)/.exec(text) ?? [];
  const meant = FLAG_SYNONYMS[flag];
  const isKnown = meant !== undefined && hasFlag(command, meant.replace(/ .*/, ''));
  return isKnown ? `error: there is no ${flag}; did you mean ${meant}?\n` : text;
}

function leavesOf(command: Command): readonly Command[] {
  return command.commands.flatMap((one) => [one, ...leavesOf(one)]);
}

function hasFlag(command: Command, flag: string): boolean {
  return command.options.some(({ long }) => long === flag);
}

/** What people call a command elsewhere, and what it may be called here. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  delete: ['end', 'clear', 'stop'],
  remove: ['end', 'clear', 'stop'],
  rm: ['end', 'clear', 'stop'],
  drop: ['end', 'clear', 'stop'],
  kill: ['end', 'stop'],
  close: ['end', 'stop'],
  stop: ['end', 'freeze'],
  new: ['create', 'add', 'start'],
  add: ['create'],
  make: ['create', 'add'],
  create: ['add', 'mint'],
  ls: ['list'],
  get: ['show', 'list'],
  last: ['show'],
};

/** Nobody is led to a command that throws something away by a slip. */
const DESTRUCTIVE = /^(?:reset|restore|clear|end|stop)$/;

function unknownCommand(text: string, command: Command): string {
  const [, said = ''] = /unknown command '([^']*)'/.exec(text) ?? [];
  if (said === '') {
    return text;
  }
  const known = command.commands.map((one) => one.name());
  const meant = (SYNONYMS[said] ?? []).find((name) => known.includes(name));
  const [, near] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(text) ?? [];
  const suggested = meant ?? (near === undefined || DESTRUCTIVE.test(near) ? undefined : near);
  return `error: there is no command ${commandPath(command)} ${said}${suggested === undefined ? '' : `; did you mean ${suggested}?`}\n`;
}
