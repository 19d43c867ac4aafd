/** No process stands behind a shell here. Scripts use `$$` only to make unique names. */
const SHELL_PID = 4242;

const INITIAL_VARIABLES = {
  ANDROID_DATA: '/data',
  ANDROID_ROOT: '/system',
  EXTERNAL_STORAGE: '/sdcard',
  HOME: '/',
  HOSTNAME: 'quhao',
  LOGNAME: 'shell',
  PATH: '/system/bin',
  SHELL: '/bin/sh',
  TMPDIR: '/data/local/tmp',
  USER: 'shell',
} as const;

interface InitialState {
  readonly variables?: ReadonlyMap<string, string>;
  readonly args?: readonly string[];
  readonly folder?: string;
}

/** Variables, arguments, working folder and last status of a shell process. */
export class ShellState {
  readonly variables: Map<string, string>;
  /** `$0 $1 …` */
  readonly args: readonly string[];
  folder: string;
  status = 0;

  constructor(initial: InitialState = {}) {
    this.variables = new Map(initial.variables ?? Object.entries(INITIAL_VARIABLES));
    this.args = initial.args ?? ['sh'];
    this.folder = initial.folder ?? '/';
  }

  /** The state of a child shell. Empty `args` leave the arguments as they are. */
  copy(args: readonly string[]): ShellState {
    const copy = new ShellState({ variables: this.variables, args: args.length > 0 ? args : this.args, folder: this.folder });
    copy.status = this.status;
    return copy;
  }

  assign(values: ReadonlyMap<string, string>): void {
    for (const [name, value] of values) {
      this.variables.set(name, value);
    }
  }

  /** The value of a variable or special parameter; null when it is not set. */
  variable(name: string): string | null {
    switch (name) {
      case '?':
        return String(this.status);
      case '$':
        return String(SHELL_PID);
      case '#':
        return String(this.args.length - 1);
      case '@':
      case '*':
        return this.args.slice(1).join(' ');
      default:
        return /^\d$/.test(name) ? (this.args[Number(name)] ?? null) : (this.variables.get(name) ?? null);
    }
  }
}
