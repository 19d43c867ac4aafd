import { messageOf } from '../errors.ts';
import { javaCommand } from '../java-command.ts';
import { makeAppRoot } from './app-root.ts';
import { findJava, type JdkPlace, locateJdk } from './jdk-place.ts';
import { type Namespace, tryCommand } from './namespace.ts';
import { makeRunFolder } from './run-folder.ts';

/** What an app sees of the machine's files and of its environment. */
export interface Isolation {
  /** `own`: the app has a root folder of its own. `shared`: it sees the machine's files as the handset's user does. */
  readonly files: 'own' | 'shared';
  /** A sentence for the device log. */
  readonly description: string;
  /** The file that starts a JVM. The environment of a device does not find it by its name. */
  readonly java: string;
  /** What the root folder needs of the JDK; null without one. */
  readonly jdk: JdkPlace | null;
  /** The command line that runs java with the environment of a device. */
  wrap(java: readonly string[], place: JvmPlace): readonly string[];
}

/** Where a JVM runs. */
interface JvmPlace {
  /** What makeAppRoot has returned; null in the machine's own root folder. */
  readonly root: readonly string[] | null;
  /** TMPDIR. Whoever cleans up after a handset knows its JVMs by this. */
  readonly temporary: string;
}

/** The environment of an app's process, besides TMPDIR. Nothing of it comes from the machine. LC_ALL is for the JDK, whose file names would be ASCII without it. */
const ENVIRONMENT = [
  'ANDROID_DATA=/data',
  'ANDROID_ROOT=/system',
  'ANDROID_STORAGE=/storage',
  'EXTERNAL_STORAGE=/sdcard',
  'LC_ALL=C.UTF-8',
  'PATH=/product/bin:/system/bin:/vendor/bin',
] as const;

const FACTS = { process: 'probe', apiLevel: 35, model: 'probe' } as const;

/** Finds out whether this machine lets an app have a root folder of its own, by starting a JVM in one. Called once for each handset. */
export async function probeIsolation(script: string, network: Namespace): Promise<Isolation> {
  const inOwnRoot: Isolation['wrap'] = (java, { root, temporary }) => [
    ...network.unshare,
    '-m',
    '--',
    'sh',
    script,
    ...(root ?? []),
    '--',
    ...environment(temporary),
    ...java,
  ];
  try {
    if (network.kind === 'shared') {
      throw new Error('this system allows no namespaces');
    }
    const jdk = await locateJdk();
    await startThere(jdk, inOwnRoot);
    return {
      files: 'own',
      description:
        'apps have a root folder of their own: they see the platform and their data, and nothing of this machine but the JDK',
      java: jdk.java,
      jdk,
      wrap: inOwnRoot,
    };
  } catch (error) {
    return {
      files: 'shared',
      description: `apps see the files of this machine that its user sees, a root folder of their own is not to be had (${messageOf(error)})`,
      java: await findJava().catch(javaCommand),
      jdk: null,
      wrap: (java, { temporary }) => network.wrap(['env', '-i', ...environment(temporary), ...java]),
    };
  }
}

function environment(temporary: string): readonly string[] {
  return [...ENVIRONMENT, `TMPDIR=${temporary}`];
}

/** Throws when a JVM does not start in a root folder of its own. */
async function startThere(jdk: JdkPlace, wrap: Isolation['wrap']): Promise<void> {
  const folder = await makeRunFolder();
  try {
    const root = await makeAppRoot({ folder: folder.root, jdk, mounts: [], facts: FACTS });
    const failure = await tryCommand(wrap([jdk.java, '-XX:+UseSerialGC', '-Xshare:auto', '-version'], { root, temporary: '/' }));
    if (failure !== null) {
      throw new Error(failure.trim().split('\n').at(-1));
    }
  } finally {
    await folder.remove();
  }
}
