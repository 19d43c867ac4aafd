import type { ShellIo, Sink, Source } from '../adbd/shell.ts';
import { FileError } from '../files/file-error.ts';
import type { FileTree, FileWriter } from '../files/file-tree.ts';
import type { Redirection } from './grammar/syntax.ts';
import { sourceOf } from './inputs.ts';

export interface ResolvedRedirection {
  readonly redirection: Redirection;
  readonly target: string;
}

export type Opened = { readonly io: ShellIo; readonly close: () => Promise<void> } | { readonly fault: string };

/** Descriptors 0, 1 and 2 after `<`, `>`, `>>`, `2>&1`. */
export async function openRedirections(
  files: FileTree,
  io: ShellIo,
  resolve: (path: string) => string,
  redirections: readonly ResolvedRedirection[],
): Promise<Opened> {
  let { stdin, stdout, stderr } = io;
  const writers: FileWriter[] = [];
  const close = async () => {
    for (const writer of writers) {
      await writer.close();
    }
  };
  for (const { redirection, target } of redirections) {
    try {
      if (redirection.kind === 'read') {
        stdin = await openSource(files, resolve(target), io.stdin);
        continue;
      }
      const sink =
        redirection.kind === 'duplicate' ? duplicated(target, { stdout, stderr }) : await openFile(redirection.kind, target);
      if (redirection.descriptor === 2) {
        stderr = sink;
      } else {
        stdout = sink;
      }
    } catch (error) {
      await close();
      if (error instanceof FileError) {
        return { fault: `can't ${redirection.kind === 'read' ? 'open' : 'create'} ${target}: ${error.message}` };
      }
      throw error;
    }
  }
  return { io: { ...io, stdin, stdout, stderr }, close };

  async function openFile(mode: 'replace' | 'append', target: string): Promise<Sink> {
    if (target === '/dev/tty') {
      return io.stdout;
    }
    const writer = await files.write(resolve(target), mode);
    writers.push(writer);
    return writer;
  }
}

function duplicated(target: string, sinks: { readonly stdout: Sink; readonly stderr: Sink }): Sink {
  if (target === '1') {
    return sinks.stdout;
  }
  if (target === '2') {
    return sinks.stderr;
  }
  throw new FileError('EINVAL');
}

async function openSource(files: FileTree, path: string, terminal: Source): Promise<Source> {
  if (path === '/dev/tty' || path === '/dev/stdin') {
    return terminal;
  }
  const found = await files.stat(path);
  if (found === null) {
    throw new FileError('ENOENT');
  }
  return sourceOf(files.read(path));
}
