import { execFile } from 'node:child_process';

/** How the JVM of an app is shut in. */
export interface Namespace {
  /** own: nothing can leave but through the relays. shared: only the runtime's own rules hold. */
  readonly kind: 'own' | 'shared';
  /** For the device log. */
  readonly told: string;
  /** The command line that runs a command so. */
  wrap(command: readonly string[]): readonly string[];
}

/** Ends the app with its launcher, however that one ends. */
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig', 'KILL', '--'];
/** `exec` all along: the process that was spawned is the JVM itself. */
const LOOPBACK_UP = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** In order of preference: root may make a network namespace, others where user namespaces are allowed (facts/robolectric.md §12.2). */
const OWN = [
  { unshare: ['unshare', '-n', '--'], told: 'network namespace of its own (unshare -n)' },
  { unshare: ['unshare', '-rn', '--'], told: 'network namespace of its own, without root (unshare -rn)' },
] as const;

/** Tries what this machine allows; to be asked once a handset. */
export async function probeNamespace(): Promise<Namespace> {
  const refusals: string[] = [];
  for (const { unshare, told } of OWN) {
    const wrap = (command: readonly string[]): readonly string[] => [...unshare, ...DIE_WITH_PARENT, ...LOOPBACK_UP, ...command];
    const refusal = await tryCommand(wrap(['true']));
    if (refusal === null) {
      return { kind: 'own', told, wrap };
    }
    refusals.push(`${unshare.join(' ')}: ${refusal}`);
  }
  const canDie = (await tryCommand([...DIE_WITH_PARENT, 'true'])) === null;
  return {
    kind: 'shared',
    told: `shared network namespace, this system allows no other (${refusals.join('; ')}); code that goes around java.net could leave the machine`,
    wrap: (command) => (canDie ? [...DIE_WITH_PARENT, ...command] : command),
  };
}

/** null when it worked, else why not. */
function tryCommand([file = '', ...args]: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, args, (error, _stdout, stderr) => resolve(error === null ? null : stderr.trim() || error.message));
  });
}
