import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HandsetError } from '../errors.ts';
import { isAlive } from '../process-alive.ts';

/** sun_path holds 108 bytes including the NUL. */
const MAX_SOCKET_PATH = 107;
const SOCKETS = { control: 'control.sock', net: 'net.sock', expose: 'expose.sock' } as const;
const PREFIX = 'qh-run-';

export interface RunFolder {
  readonly path: string;
  readonly control: string;
  readonly net: string;
  readonly expose: string;
  /** Becomes the root folder of the app, where it has one of its own. */
  readonly root: string;
  /** The root certificates that the app trusts beside the device's own, in PEM form. */
  readonly roots: string;
  /** The root certificates of the user, in PEM form. */
  readonly userRoots: string;
  remove(): Promise<void>;
}

/** Creates a folder for the sockets of a running app. Its name is short and has the pid, so that sweepRunFolders can identify leftovers. */
export async function makeRunFolder(root: string = tmpdir()): Promise<RunFolder> {
  const path = await mkdtemp(join(root, `${PREFIX}${process.pid}-`));
  const sockets = {
    control: join(path, SOCKETS.control),
    net: join(path, SOCKETS.net),
    expose: join(path, SOCKETS.expose),
  };
  const longest = Math.max(...Object.values(sockets).map((socket) => Buffer.byteLength(socket)));
  if (longest > MAX_SOCKET_PATH) {
    await rm(path, { recursive: true, force: true });
    throw new HandsetError(
      'PATH_TOO_LONG',
      `socket paths in ${root} have ${longest} bytes, the system takes ${MAX_SOCKET_PATH}; set TMPDIR to a shorter folder`,
    );
  }
  const appRoot = join(path, 'root');
  await mkdir(appRoot);
  const files = { ...sockets, root: appRoot, roots: join(path, 'roots.pem'), userRoots: join(path, 'user-roots.pem') };
  return { path, ...files, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Removes the run folders of handsets that no longer run. */
export async function sweepRunFolders(root: string = tmpdir()): Promise<void> {
  for (const name of await readdir(root)) {
    const pid = /^qh-run-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(root, name), { recursive: true, force: true }).catch(requireForeign);
    }
  }
}

/** What another user's handset has left is that user's to remove. */
function requireForeign(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EACCES' && error.code !== 'EPERM') {
    throw error;
  }
}
