/** Signals by name. `EXIT` and `ERR` are events of the shell, not signals. */
export const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
} as const;

const LAST_SIGNAL = 64;

/** The number of `9`, `KILL` or `SIGKILL`; null when the word names no signal. */
export function signalNumber(word: string): number | null {
  if (/^\d+$/.test(word)) {
    return Number(word) <= LAST_SIGNAL ? Number(word) : null;
  }
  const name = word.toUpperCase().replace(/^SIG/, '');
  return Object.hasOwn(SIGNALS, name) ? SIGNALS[name as keyof typeof SIGNALS] : null;
}

/** The name of a signal or event as `trap` takes it; null when the word names none. */
export function signalName(word: string): string | null {
  if (word === '0' || word === 'EXIT') {
    return 'EXIT';
  }
  if (word === 'ERR') {
    return word;
  }
  const number = signalNumber(word);
  return Object.entries(SIGNALS).find(([, each]) => each === number)?.[0] ?? null;
}
