/** Options of `set` by their letter. A letter of two signs has a long name only. */
export const SHELL_OPTIONS = {
  a: 'allexport',
  C: 'noclobber',
  e: 'errexit',
  f: 'noglob',
  h: 'trackall',
  m: 'monitor',
  n: 'noexec',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
} as const;

/** Options without a letter. */
const LONG_OPTIONS = ['braceexpand', 'pipefail', 'posix', 'utf8-mode', 'vi', 'emacs', 'ignoreeof', 'nolog', 'notify'] as const;

export type ShellOption = (typeof SHELL_OPTIONS)[keyof typeof SHELL_OPTIONS] | (typeof LONG_OPTIONS)[number];

export const OPTION_NAMES: readonly ShellOption[] = [...Object.values(SHELL_OPTIONS), ...LONG_OPTIONS].sort();

export const INITIAL_OPTIONS: readonly ShellOption[] = ['braceexpand', 'trackall', 'utf8-mode'];

/** The option of a letter; null when the letter names none. */
export function optionOfLetter(letter: string): ShellOption | null {
  return Object.hasOwn(SHELL_OPTIONS, letter) ? SHELL_OPTIONS[letter as keyof typeof SHELL_OPTIONS] : null;
}

export function optionOfName(name: string): ShellOption | null {
  return OPTION_NAMES.find((option) => option === name) ?? null;
}
