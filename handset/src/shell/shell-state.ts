/** What a shell process remembers. */
export class ShellState {
  readonly variables: Map<string, string>;
  /** `$0 $1 …` */
  readonly args: readonly string[];
  folder: string;
  status = 0;

  constructor(
    from: { readonly variables?: ReadonlyMap<string, string>; readonly args?: readonly string[]; readonly folder?: string } = {},
  ) {
    this.variables = new Map(from.variables ?? initialVariables);
    this.args = from.args ?? ['sh'];
    this.folder = from.folder ?? '/';
  }

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

  variable(name: string): string | null {
    switch (name) {
      case '?':
        return String(this.status);
      case '$':
        return String(shellPid);
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

/** No process of its own stands behind a shell here; `$$` is only ever used to make names. */
const shellPid = 4242;

const initialVariables: ReadonlyMap<string, string> = new Map([
  ['ANDROID_DATA', '/data'],
  ['ANDROID_ROOT', '/system'],
  ['EXTERNAL_STORAGE', '/sdcard'],
  ['HOME', '/'],
  ['HOSTNAME', 'quhao'],
  ['LOGNAME', 'shell'],
  ['PATH', '/system/bin'],
  ['SHELL', '/bin/sh'],
  ['TMPDIR', '/data/local/tmp'],
  ['USER', 'shell'],
]);
