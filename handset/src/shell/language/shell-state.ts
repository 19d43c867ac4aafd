import { INITIAL_OPTIONS, SHELL_OPTIONS, type ShellOption } from './shell-options.ts';
import type { Command } from './syntax.ts';
import { type SavedVariable, Variables } from './variables.ts';

const INITIAL_VARIABLES = {
  ANDROID_DATA: '/data',
  ANDROID_ROOT: '/system',
  EXTERNAL_STORAGE: '/sdcard',
  HOME: '/',
  HOSTNAME: 'quhao',
  LOGNAME: 'shell',
  PATH: '/product/bin:/apex/com.android.runtime/bin:/apex/com.android.art/bin:/system_ext/bin:/system/bin:/system/xbin:/odm/bin:/vendor/bin:/vendor/xbin',
  SHELL: '/bin/sh',
  TMPDIR: '/data/local/tmp',
  USER: 'shell',
} as const;

const DEFAULT_SEPARATORS = ' \t\n';
const RANDOM_LIMIT = 0x8000;

export interface InitialState {
  readonly variables?: Variables;
  readonly args?: readonly string[];
  readonly folder?: string;
  readonly pid?: number;
  readonly name?: string;
}

/** Variables, functions, options, traps, arguments, working folder and last status of a shell process. */
export class ShellState {
  readonly variables: Variables;
  readonly functions: Map<string, Command>;
  readonly aliases = new Map<string, string>();
  readonly options: Set<ShellOption>;
  /** Commands of `trap` by signal. */
  readonly traps = new Map<string, string>();
  readonly pid: number;
  /** What the shell calls itself in its messages. */
  readonly name: string;
  /** `$0 $1 …` */
  args: readonly string[];
  folder: string;
  status = 0;
  /** The process of the last background command; null when there was none. */
  lastJob: number | null = null;
  /** The place inside an argument that `getopts` has come to. */
  optionOffset = 1;
  /** How many conditions are running. `set -e` ends a shell outside of them only. */
  conditionDepth = 0;
  loopDepth = 0;
  /** The status of the last `$(…)` of the running command; null when it has none. */
  substitutionStatus: number | null = null;
  /** Variables that the running functions have made local, with their outer values. */
  readonly #frames: Map<string, SavedVariable>[] = [];
  readonly #startedMs = performance.now();

  constructor(initial: InitialState = {}) {
    this.variables = initial.variables ?? new Variables(Object.entries(INITIAL_VARIABLES));
    this.functions = new Map();
    this.options = new Set(INITIAL_OPTIONS);
    this.args = initial.args ?? ['/system/bin/sh'];
    this.name = initial.name ?? this.args[0] ?? 'sh';
    this.folder = initial.folder ?? '/';
    this.pid = initial.pid ?? 1;
    if (this.variables.get('OPTIND') === null) {
      this.variables.set('OPTIND', '1');
    }
  }

  /** The state of a child shell: a copy, without traps. */
  copy(): ShellState {
    const { args, folder, pid, name } = this;
    const copy = new ShellState({ variables: this.variables.copy(), args, folder, pid, name });
    for (const [name, body] of this.functions) {
      copy.functions.set(name, body);
    }
    for (const [name, value] of this.aliases) {
      copy.aliases.set(name, value);
    }
    copy.options.clear();
    for (const option of this.options) {
      copy.options.add(option);
    }
    copy.status = this.status;
    copy.lastJob = this.lastJob;
    copy.conditionDepth = this.conditionDepth;
    return copy;
  }

  /** The state of a shell process of its own: exported variables and the working folder go on, nothing else. */
  fresh(args: readonly string[], pid: number): ShellState {
    return new ShellState({ variables: new Variables(this.variables.exported()), args, folder: this.folder, pid });
  }

  /** What separates the words of an expansion. */
  get separators(): string {
    return this.variables.get('IFS') ?? DEFAULT_SEPARATORS;
  }

  get isInFunction(): boolean {
    return this.#frames.length > 0;
  }

  enterFunction(): void {
    this.#frames.push(new Map());
  }

  leaveFunction(): void {
    for (const [name, saved] of this.#frames.pop() ?? []) {
      this.variables.restore(name, saved);
    }
  }

  /** Makes a variable local to the running function. Its outer value is hidden. */
  makeLocal(name: string): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined && !frame.has(name)) {
      frame.set(name, this.variables.save(name));
      this.variables.restore(name, null);
    }
  }

  /** The value of a variable or special parameter; null when it is not set. */
  variable(name: string, index = 0): string | null {
    if (/^\d+$/.test(name)) {
      return this.args[Number(name)] ?? null;
    }
    return this.#special(name) ?? this.variables.get(name, index);
  }

  #special(name: string): string | null {
    switch (name) {
      case '?':
        return String(this.status);
      case '$':
      case 'BASHPID':
        return String(this.pid);
      case '#':
        return String(this.args.length - 1);
      case '!':
        return this.lastJob === null ? null : String(this.lastJob);
      case '-':
        return this.#optionLetters();
      case '@':
      case '*':
        return this.args.length > 1 ? this.args.slice(1).join(this.separators.slice(0, 1)) : null;
      case 'RANDOM':
        return String(Math.floor(Math.random() * RANDOM_LIMIT));
      case 'SECONDS':
        return String(Math.floor((performance.now() - this.#startedMs) / 1000));
      case 'PPID':
        return '1';
      case 'PWD':
        return this.folder;
      default:
        return null;
    }
  }

  #optionLetters(): string {
    return Object.entries(SHELL_OPTIONS)
      .filter(([, option]) => this.options.has(option))
      .map(([letter]) => letter)
      .join('');
  }
}
