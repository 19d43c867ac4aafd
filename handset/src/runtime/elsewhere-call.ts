/** What a process of a package wants of its other processes: the event `elsewhere` of handset/PROTOCOL.md §1. */
export interface ElsewhereCall {
  /** The processes by name. */
  readonly to: readonly string[];
  /** Whether a named process is started if it does not run. */
  readonly starts: boolean;
  /** Whether all others that run get the call too. */
  readonly others: boolean;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export function elsewhereCallOf({ to, starts, others, method, params }: Readonly<Record<string, unknown>>): ElsewhereCall {
  return {
    to: Array.isArray(to) ? to.map(String) : [],
    starts: starts === true,
    others: others === true,
    method: String(method),
    params: params as ElsewhereCall['params'],
  };
}
