import { execFile } from 'node:child_process';

/** How the JVM of an app is confined. */
export interface Namespace {
  /** `own`: traffic can leave only through the relays. `shared`: only the rules of the runtime prevent other traffic. */
  readonly kind: 'own' | 'shared';
  /** A sentence for the device log. */
  readonly description: string;
  /** The command that creates the namespace, without its `--`; empty when it is shared. */
  readonly unshare: readonly string[];
  /** The command line that runs a command in this namespace. */
  wrap(command: readonly string[]): readonly string[];
}

/** Kills the app when its launcher ends for whatever reason. */
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig', 'KILL', '--'];
/** `exec` makes the spawned process the JVM itself. */
const LOOPBACK_UP = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** Ways to create a network namespace in order of preference: as root, or with a user namespace where the system allows it. */
const METHODS = [
  { unshare: ['unshare', '-n'], description: 'network namespace of its own (unshare -n)' },
  { unshare: ['unshare', '-rn'], description: 'network namespace of its own, without root (unshare -rn)' },
] as const;

/** Finds out what this machine allows. Called once for each handset. */
export async function probeNamespace(): Promise<Namespace> {
  const failures: string[] = [];
  for (const { unshare, description } of METHODS) {
    const wrap = (command: readonly string[]): readonly string[] => [
      ...unshare,
      '--',
      ...DIE_WITH_PARENT,
      ...LOOPBACK_UP,
      ...command,
    ];
    const failure = await tryCommand(wrap(['true']));
    if (failure === null) {
      return { kind: 'own', description, unshare, wrap };
    }
    failures.push(`${unshare.join(' ')}: ${failure}`);
  }
  const canDieWithParent = (await tryCommand([...DIE_WITH_PARENT, 'true'])) === null;
  return {
    kind: 'shared',
    unshare: [],
    description: `shared network namespace, this system allows no other (${failures.join('; ')}); code that goes around java.net could leave the machine`,
    wrap: (command) => (canDieWithParent ? [...DIE_WITH_PARENT, ...command] : command),
  };
}

/** Resolves with null when the command succeeds, else with the reason. */
export function tryCommand([file = '', ...args]: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, args, (error, _stdout, stderr) => resolve(error === null ? null : stderr.trim() || error.message));
  });
}
