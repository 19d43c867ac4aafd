/** Exit codes of shell and commands. */
export const EXIT_CODES = {
  ok: 0,
  failure: 1,
  syntax: 2,
  /** Wrong usage of a command that only this handset has (sysexits EX_USAGE). */
  usage: 64,
  notExecutable: 126,
  notFound: 127,
  hangup: 129,
  interrupted: 130,
  /** What Android's services exit with after a wrong command line or an exception. */
  serviceError: 255,
} as const;
