import { constants, createReadStream, type Stats } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, readlink, rename, rm, rmdir, symlink, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, toFileError } from './file-error.ts';
import { type FileStat, statOfApp, statOfDirectory, statOfHost, statOfVirtual } from './file-stat.ts';
import { belowData, isDeviceFolder, startTree, writeRefusal } from './layout.ts';
import { type HostPath, walkPath } from './path-walk.ts';
import { findVirtual, type VirtualFiles, type VirtualNode } from './virtual-files.ts';

export interface FileTreeOptions {
  /** A folder of this handset alone. It is created when it is missing. `tree/` holds the device's files, `scratch/` holds packages in transfer. */
  readonly folder: string;
  readonly virtual: VirtualFiles;
}

export interface FileWriter {
  write(data: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The data of an app, which is not part of the shell's tree. */
export interface AppData {
  readonly name: string;
  readonly uid: number;
  readonly hostFolder: string;
}

/** The device's files, as adb's sync and the shell use them. Paths are device paths. All errors are FileErrors. */
export class FileTree {
  readonly #root: string;
  readonly #scratch: string;
  readonly #virtual: VirtualFiles;
  readonly #options: FileTreeOptions;
  /** The data of the app whose rights this view has; null for the shell. */
  readonly #app: AppData | null;
  readonly #hostPath: HostPath;
  #scratchCount = 0;

  private constructor(options: FileTreeOptions, app: AppData | null = null) {
    this.#options = options;
    this.#app = app;
    this.#root = join(options.folder, 'tree');
    this.#scratch = join(options.folder, 'scratch');
    this.#virtual = options.virtual;
    this.#hostPath = (plain) => {
      const below = app === null ? null : belowData(app.name, plain);
      return app === null || below === null ? join(this.#root, plain) : join(app.hostFolder, below);
    };
  }

  static async open(options: FileTreeOptions): Promise<FileTree> {
    const tree = new FileTree(options);
    await startTree(tree.#root);
    await rm(tree.#scratch, { recursive: true, force: true });
    await mkdir(tree.#scratch, { recursive: true });
    return tree;
  }

  /** The same files with the data of an app, and with its rights. */
  ofApp(app: AppData): FileTree {
    return new FileTree(this.#options, app);
  }

  /** null when the path does not exist. */
  async stat(path: string, lastLink: 'follow' | 'keep' = 'follow'): Promise<FileStat | null> {
    const plain = await walkPath(this.#hostPath, path, { lastLink });
    const host = await this.#hostStat(plain);
    if (host !== null) {
      const isOwn = this.#app !== null && belowData(this.#app.name, plain) !== null;
      return isOwn && this.#app !== null ? statOfApp(this.#app.uid, host) : statOfHost(plain, host);
    }
    const node = this.#findVirtual(plain);
    if (node === null) {
      return null;
    }
    return node.kind === 'directory' ? statOfDirectory() : await statOfVirtual(node.file);
  }

  /** The sorted names in a folder without `.` and `..`. */
  async list(path: string): Promise<readonly string[]> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'follow' });
    const node = this.#findVirtual(plain);
    const host = await this.#hostStat(plain);
    if (host === null && node === null) {
      throw new FileError('ENOENT');
    }
    if (host !== null ? !host.isDirectory() : node?.kind === 'file') {
      throw new FileError('ENOTDIR');
    }
    const stored = host === null ? [] : await this.#toFileErrors(readdir(this.#hostPath(plain)));
    return [...new Set([...stored, ...(node?.kind === 'directory' ? node.names : [])])].sort();
  }

  async readLink(path: string): Promise<string> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'keep' });
    return await this.#toFileErrors(readlink(this.#hostPath(plain)));
  }

  /** Yields the bytes of a file in pieces of at most 64 KiB. */
  async *read(path: string): AsyncGenerator<Buffer> {
    const source = await this.#sourceOf(path);
    if (typeof source === 'string') {
      yield Buffer.from(source);
      return;
    }
    try {
      yield* createReadStream(source.hostPath, {
        flags: constants.O_RDONLY | constants.O_NOFOLLOW,
        highWaterMark: 64 * 1024,
      } as object);
    } catch (error) {
      throw toFileError(error);
    }
  }

  async readText(path: string): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(path)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** The host path of a file, for package installation, which reads the file itself. */
  async hostFile(path: string): Promise<string> {
    const source = await this.#sourceOf(path);
    if (typeof source === 'string') {
      throw new FileError('EINVAL');
    }
    return source.hostPath;
  }

  /** Opens a file for writing: `replace` creates or empties it, `append` opens it at its end. */
  async write(path: string, mode: 'replace' | 'append'): Promise<FileWriter> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'follow' });
    const node = this.#findVirtual(plain);
    if (node?.kind === 'file' && node.file.discardsWrites) {
      return { write: async () => undefined, close: async () => undefined };
    }
    this.#requireWritable(plain);
    const flags =
      constants.O_WRONLY |
      constants.O_CREAT |
      constants.O_NOFOLLOW |
      (mode === 'append' ? constants.O_APPEND : constants.O_TRUNC);
    const handle = await this.#toFileErrors(open(this.#hostPath(plain), flags, 0o660));
    return {
      write: async (data) => {
        for (let done = 0; done < data.length; ) {
          done += (await this.#toFileErrors(handle.write(data, done))).bytesWritten;
        }
      },
      close: async () => await handle.close(),
    };
  }

  async makeDirectory(path: string, parents: 'make' | 'require' = 'require'): Promise<void> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'follow' });
    if (parents === 'make' && (await this.#hostStat(plain))?.isDirectory()) {
      return;
    }
    this.#requireWritable(plain);
    await this.#toFileErrors(mkdir(this.#hostPath(plain), { recursive: parents === 'make' }));
  }

  async makeLink(path: string, target: string): Promise<void> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'keep' });
    this.#requireWritable(plain);
    await this.#toFileErrors(symlink(target, this.#hostPath(plain)));
  }

  async remove(path: string, what: 'file' | 'empty-directory' | 'tree'): Promise<void> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'keep' });
    const host = await this.#hostStat(plain);
    if (host === null && this.#findVirtual(plain) === null) {
      throw new FileError('ENOENT');
    }
    this.#requireWritable(plain);
    if (isDeviceFolder(plain)) {
      throw new FileError('EACCES');
    }
    if (what === 'file' && host?.isDirectory()) {
      throw new FileError('EISDIR');
    }
    await this.#toFileErrors(removeHost(this.#hostPath(plain), what));
  }

  async rename(from: string, to: string): Promise<void> {
    const source = await walkPath(this.#hostPath, from, { lastLink: 'keep' });
    const target = await walkPath(this.#hostPath, to, { lastLink: 'keep' });
    this.#requireWritable(source);
    this.#requireWritable(target);
    if (isDeviceFolder(source)) {
      throw new FileError('EACCES');
    }
    await this.#toFileErrors(rename(this.#hostPath(source), this.#hostPath(target)));
  }

  /** Sets permission bits. The owner's read and write bits stay set, because the handset itself needs them. */
  async setMode(path: string, mode: number): Promise<void> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'follow' });
    this.#requireWritable(plain);
    await this.#toFileErrors(chmod(this.#hostPath(plain), (mode & 0o777) | 0o600));
  }

  async setModified(path: string, seconds: number): Promise<void> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'follow' });
    this.#requireWritable(plain);
    await this.#toFileErrors(utimes(this.#hostPath(plain), seconds, seconds));
  }

  /** A new host path for a file in transfer. The caller removes the file. */
  takeScratchPath(suffix: string): string {
    this.#scratchCount += 1;
    return join(this.#scratch, `${this.#scratchCount}${suffix}`);
  }

  async #sourceOf(path: string): Promise<string | { readonly hostPath: string }> {
    const plain = await walkPath(this.#hostPath, path, { lastLink: 'follow' });
    const host = await this.#hostStat(plain);
    if (host?.isDirectory()) {
      throw new FileError('EISDIR');
    }
    if (host !== null) {
      return { hostPath: this.#hostPath(plain) };
    }
    const node = this.#findVirtual(plain);
    if (node === null) {
      throw new FileError('ENOENT');
    }
    if (node.kind === 'directory') {
      throw new FileError('EISDIR');
    }
    return typeof node.file.content === 'function' ? node.file.content() : node.file.content;
  }

  #findVirtual(plain: string): VirtualNode | null {
    return findVirtual(this.#virtual(), plain);
  }

  async #hostStat(plain: string): Promise<Stats | null> {
    try {
      return await lstat(this.#hostPath(plain));
    } catch (error) {
      const fileError = toFileError(error);
      if (fileError instanceof FileError && fileError.code === 'ENOENT') {
        return null;
      }
      throw fileError;
    }
  }

  #requireWritable(plain: string): void {
    if (this.#app !== null && belowData(this.#app.name, plain) !== null) {
      return;
    }
    const refusal = writeRefusal(plain);
    if (refusal !== null) {
      throw new FileError(refusal);
    }
  }

  async #toFileErrors<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      throw toFileError(error);
    }
  }
}

async function removeHost(hostPath: string, what: 'file' | 'empty-directory' | 'tree'): Promise<void> {
  switch (what) {
    case 'file':
      return await unlink(hostPath);
    case 'empty-directory':
      return await rmdir(hostPath);
    case 'tree':
      return await rm(hostPath, { recursive: true });
  }
}
