import { constants, createReadStream, type Stats } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, readlink, rename, rm, rmdir, symlink, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, toFileError } from './file-error.ts';
import { type FileStat, statOfDirectory, statOfHost, statOfVirtual } from './file-stat.ts';
import { isDeviceFolder, startTree, writeFault } from './layout.ts';
import { walkPath } from './path-walk.ts';
import { findVirtual, type VirtualFiles, type VirtualNode } from './virtual-files.ts';

export interface FileTreeOptions {
  /** A folder of this handset alone; made where it is missing. Files live in `tree/`, half-received packages in `scratch/`. */
  readonly folder: string;
  readonly virtual: VirtualFiles;
}

export interface FileWriter {
  write(data: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The device's files, for adb's sync and for the shell. Paths are the device's; every fault is a FileError. */
export class FileTree {
  private readonly root: string;
  private readonly scratch: string;
  private readonly virtual: VirtualFiles;
  private scratchCount = 0;

  private constructor(options: FileTreeOptions) {
    this.root = join(options.folder, 'tree');
    this.scratch = join(options.folder, 'scratch');
    this.virtual = options.virtual;
  }

  static async open(options: FileTreeOptions): Promise<FileTree> {
    const tree = new FileTree(options);
    await startTree(tree.root);
    await rm(tree.scratch, { recursive: true, force: true });
    await mkdir(tree.scratch, { recursive: true });
    return tree;
  }

  /** null where nothing is. */
  async stat(path: string, lastLink: 'follow' | 'keep' = 'follow'): Promise<FileStat | null> {
    const plain = await walkPath(this.root, path, { lastLink });
    const host = await this.hostStat(plain);
    if (host !== null) {
      return statOfHost(plain, host);
    }
    const node = this.findVirtual(plain);
    if (node === null) {
      return null;
    }
    return node.kind === 'directory' ? statOfDirectory() : await statOfVirtual(node.file);
  }

  /** Names in a folder, sorted, without `.` and `..`. */
  async list(path: string): Promise<readonly string[]> {
    const plain = await walkPath(this.root, path, { lastLink: 'follow' });
    const node = this.findVirtual(plain);
    const host = await this.hostStat(plain);
    if (host === null && node === null) {
      throw new FileError('ENOENT');
    }
    if (host !== null ? !host.isDirectory() : node?.kind === 'file') {
      throw new FileError('ENOTDIR');
    }
    const stored = host === null ? [] : await this.guard(readdir(this.hostPath(plain)));
    return [...new Set([...stored, ...(node?.kind === 'directory' ? node.names : [])])].sort();
  }

  async readLink(path: string): Promise<string> {
    const plain = await walkPath(this.root, path, { lastLink: 'keep' });
    return await this.guard(readlink(this.hostPath(plain)));
  }

  /** The bytes as they are read, in pieces of at most 64 KiB. */
  async *read(path: string): AsyncGenerator<Buffer> {
    const source = await this.sourceOf(path);
    if (typeof source === 'string') {
      yield Buffer.from(source);
      return;
    }
    try {
      yield* createReadStream(source.hostPath, {
        flags: constants.O_RDONLY | constants.O_NOFOLLOW,
        highWaterMark: 64 * 1024,
      } as object);
    } catch (cause) {
      throw toFileError(cause);
    }
  }

  async readText(path: string): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(path)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Where the host finds this file; for what reads whole files itself (package installation). */
  async hostFile(path: string): Promise<string> {
    const source = await this.sourceOf(path);
    if (typeof source === 'string') {
      throw new FileError('EINVAL');
    }
    return source.hostPath;
  }

  /** Creates or empties a file, or opens it at its end. */
  async write(path: string, mode: 'replace' | 'append'): Promise<FileWriter> {
    const plain = await walkPath(this.root, path, { lastLink: 'follow' });
    const node = this.findVirtual(plain);
    if (node?.kind === 'file' && node.file.swallows) {
      return { write: async () => undefined, close: async () => undefined };
    }
    this.demandWritable(plain);
    const flags =
      constants.O_WRONLY |
      constants.O_CREAT |
      constants.O_NOFOLLOW |
      (mode === 'append' ? constants.O_APPEND : constants.O_TRUNC);
    const handle = await this.guard(open(this.hostPath(plain), flags, 0o660));
    return {
      write: async (data) => {
        for (let done = 0; done < data.length; ) {
          done += (await this.guard(handle.write(data, done))).bytesWritten;
        }
      },
      close: async () => await handle.close(),
    };
  }

  async makeDirectory(path: string, parents: 'make' | 'demand' = 'demand'): Promise<void> {
    const plain = await walkPath(this.root, path, { lastLink: 'follow' });
    if (parents === 'make' && (await this.hostStat(plain))?.isDirectory()) {
      return;
    }
    this.demandWritable(plain);
    await this.guard(mkdir(this.hostPath(plain), { recursive: parents === 'make' }));
  }

  async makeLink(path: string, target: string): Promise<void> {
    const plain = await walkPath(this.root, path, { lastLink: 'keep' });
    this.demandWritable(plain);
    await this.guard(symlink(target, this.hostPath(plain)));
  }

  async remove(path: string, what: 'file' | 'empty-directory' | 'tree'): Promise<void> {
    const plain = await walkPath(this.root, path, { lastLink: 'keep' });
    const found = await this.hostStat(plain);
    if (found === null && this.findVirtual(plain) === null) {
      throw new FileError('ENOENT');
    }
    this.demandWritable(plain);
    if (isDeviceFolder(plain)) {
      throw new FileError('EACCES');
    }
    if (what === 'file' && found?.isDirectory()) {
      throw new FileError('EISDIR');
    }
    await this.guard(removeHost(this.hostPath(plain), what));
  }

  async rename(from: string, to: string): Promise<void> {
    const source = await walkPath(this.root, from, { lastLink: 'keep' });
    const target = await walkPath(this.root, to, { lastLink: 'keep' });
    this.demandWritable(source);
    this.demandWritable(target);
    if (isDeviceFolder(source)) {
      throw new FileError('EACCES');
    }
    await this.guard(rename(this.hostPath(source), this.hostPath(target)));
  }

  /** Permission bits; the owner's reading and writing stay, the handset needs them. */
  async setMode(path: string, mode: number): Promise<void> {
    const plain = await walkPath(this.root, path, { lastLink: 'follow' });
    this.demandWritable(plain);
    await this.guard(chmod(this.hostPath(plain), (mode & 0o777) | 0o600));
  }

  async setModified(path: string, seconds: number): Promise<void> {
    const plain = await walkPath(this.root, path, { lastLink: 'follow' });
    this.demandWritable(plain);
    await this.guard(utimes(this.hostPath(plain), seconds, seconds));
  }

  /** A host path that nobody else has, for bytes on their way; whoever takes it removes it. */
  takeScratchPath(suffix: string): string {
    this.scratchCount += 1;
    return join(this.scratch, `${this.scratchCount}${suffix}`);
  }

  private async sourceOf(path: string): Promise<string | { readonly hostPath: string }> {
    const plain = await walkPath(this.root, path, { lastLink: 'follow' });
    const found = await this.hostStat(plain);
    if (found?.isDirectory()) {
      throw new FileError('EISDIR');
    }
    if (found !== null) {
      return { hostPath: this.hostPath(plain) };
    }
    const node = this.findVirtual(plain);
    if (node === null) {
      throw new FileError('ENOENT');
    }
    if (node.kind === 'directory') {
      throw new FileError('EISDIR');
    }
    return typeof node.file.content === 'function' ? node.file.content() : node.file.content;
  }

  private findVirtual(plain: string): VirtualNode | null {
    return findVirtual(this.virtual(), plain);
  }

  private hostPath(plain: string): string {
    return join(this.root, plain);
  }

  private async hostStat(plain: string): Promise<Stats | null> {
    try {
      return await lstat(this.hostPath(plain));
    } catch (cause) {
      const error = toFileError(cause);
      if (error instanceof FileError && error.code === 'ENOENT') {
        return null;
      }
      throw error;
    }
  }

  private demandWritable(plain: string): void {
    const fault = writeFault(plain);
    if (fault !== null) {
      throw new FileError(fault);
    }
  }

  private async guard<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (cause) {
      throw toFileError(cause);
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
