import type { FileStat } from '../../files/file-stat.ts';

const SHELL_UID = 2000;
const PERMISSION_BITS = { setuid: 0o4000, setgid: 0o2000, sticky: 0o1000, execute: 0o111 } as const;

/** Tests of one operand that ask for a file. `-L` and `-h` ask for a link itself. */
export const FILE_TESTS: Readonly<Record<string, (stat: FileStat | null) => boolean>> = {
  '-a': (stat) => stat !== null,
  '-b': () => false,
  '-c': () => false,
  '-d': (stat) => stat?.kind === 'directory',
  '-e': (stat) => stat !== null,
  '-f': (stat) => stat?.kind === 'file',
  '-g': (stat) => ((stat?.mode ?? 0) & PERMISSION_BITS.setgid) !== 0,
  '-G': (stat) => stat?.gid === SHELL_UID,
  '-h': (stat) => stat?.kind === 'link',
  '-k': (stat) => ((stat?.mode ?? 0) & PERMISSION_BITS.sticky) !== 0,
  '-L': (stat) => stat?.kind === 'link',
  '-O': (stat) => stat?.uid === SHELL_UID,
  '-p': () => false,
  '-r': (stat) => stat !== null,
  '-s': (stat) => (stat?.size ?? 0) > 0,
  '-S': () => false,
  '-u': (stat) => ((stat?.mode ?? 0) & PERMISSION_BITS.setuid) !== 0,
  '-w': (stat) => stat?.uid === SHELL_UID,
  '-x': (stat) => stat !== null && (stat.mode & PERMISSION_BITS.execute) !== 0,
};

/** Tests of one operand that need no file. */
export const TEXT_TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  '-n': (text) => text !== '',
  '-z': (text) => text === '',
  // No descriptor of the shell is a terminal.
  '-t': () => false,
};

export const UNARY_TESTS: Readonly<Record<string, unknown>> = { ...FILE_TESTS, ...TEXT_TESTS, '-o': true, '-v': true };

export const NUMBER_TESTS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '-eq': (left, right) => left === right,
  '-ne': (left, right) => left !== right,
  '-lt': (left, right) => left < right,
  '-le': (left, right) => left <= right,
  '-gt': (left, right) => left > right,
  '-ge': (left, right) => left >= right,
};

/** Comparisons of texts. `[[ ]]` matches a pattern with `=`, `==` and `!=` instead. */
export const COMPARISONS: Readonly<Record<string, (left: string, right: string) => boolean>> = {
  '=': (left, right) => left === right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
};

/** Comparisons of two files. */
export const PAIR_TESTS: Readonly<Record<string, (left: FileStat | null, right: FileStat | null) => boolean>> = {
  '-nt': (left, right) => left !== null && (right === null || left.modified > right.modified),
  '-ot': (left, right) => right !== null && (left === null || left.modified < right.modified),
  '-ef': (left, right) => left !== null && right !== null && left.device === right.device && left.inode === right.inode,
};

export const BINARY_TESTS: Readonly<Record<string, unknown>> = { ...NUMBER_TESTS, ...COMPARISONS, ...PAIR_TESTS };
