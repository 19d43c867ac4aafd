/** The exit codes of the command line: one row a code, as `quhao --help` and docs/cli.md print them. */
export const EXIT_CODES = [
  { code: 0, when: 'done; `serve`, `handset start`, `flow watch` and `journal --follow`: ended by a signal' },
  { code: 1, when: 'the answer is no: a check failed, a code is unknown, an exchange was refused, two flows differ' },
  { code: 2, when: '`conform`: inconclusive, or nothing was judged' },
  { code: 3, when: 'this machine or the bench: no server runs, a device is offline, a port is taken' },
  { code: 4, when: 'a defect of quhao' },
  { code: 64, when: 'wrong usage; nothing was started' },
  { code: 129, when: 'ended by SIGHUP before the work was done' },
  { code: 130, when: 'ended by Ctrl-C before the work was done' },
  { code: 143, when: 'ended by SIGTERM before the work was done' },
] as const satisfies readonly { readonly code: number; readonly when: string }[];

type ExitCode = (typeof EXIT_CODES)[number]['code'];

/** The answer to what was asked is no. */
export const EXIT_NO = 1 satisfies ExitCode;
/** The machine or the test bench prevents the work (as in the exit codes of `quhao conform`). */
export const EXIT_ENVIRONMENT = 3 satisfies ExitCode;
/** A defect of quhao. */
export const EXIT_DEFECT = 4 satisfies ExitCode;
/** Wrong usage, as in sysexits. */
export const EXIT_USAGE = 64 satisfies ExitCode;
/** Ended by a signal. */
export const EXIT_INTERRUPTED = 130 satisfies ExitCode;

export function exitCodesText(): string {
  const rows = EXIT_CODES.map(({ code, when }) => `  ${String(code).padEnd(4)} ${when.replaceAll('`', '')}`);
  return ['Exit codes:', ...rows].join('\n');
}
