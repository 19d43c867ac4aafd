import { FileError } from '../../files/file-error.ts';
import type { FileTree, FileWriter } from '../../files/file-tree.ts';
import type { ShellIo, Sink, Source } from '../shell-io.ts';
import { fileSource } from '../text-io.ts';
import type { Redirection } from './syntax.ts';

export interface ResolvedRedirection {
  readonly redirection: Redirection;
  /** The expanded file name or descriptor. */
  readonly target: string;
}

export interface RedirectionContext {
  readonly files: FileTree;
  readonly io: ShellIo;
  readonly resolve: (path: string) => string;
}

export type OpenedRedirections = { readonly io: ShellIo; readonly close: () => Promise<void> } | { readonly refusal: string };

/** Opens descriptors 0, 1 and 2 as `<`, `>`, `>>` and `2>&1` say. */
export async function openRedirections(
  redirections: readonly ResolvedRedirection[],
  context: RedirectionContext,
): Promise<OpenedRedirections> {
  let io = context.io;
  const writers: FileWriter[] = [];
  const close = async () => {
    for (const writer of writers) {
      await writer.close();
    }
  };
  for (const { redirection, target } of redirections) {
    try {
      io = await redirect(io, { redirection, target }, { context, writers });
    } catch (error) {
      await close();
      if (error instanceof FileError) {
        return { refusal: `can't ${redirection.kind === 'read' ? 'open' : 'create'} ${target}: ${error.message}` };
      }
      throw error;
    }
  }
  return { io, close };
}

interface Opening {
  readonly context: RedirectionContext;
  /** Receives each file that is opened for writing. */
  readonly writers: FileWriter[];
}

async function redirect(io: ShellIo, { redirection, target }: ResolvedRedirection, opening: Opening): Promise<ShellIo> {
  const { kind, descriptor } = redirection;
  if (kind === 'read') {
    return { ...io, stdin: await openSource(target, opening.context) };
  }
  const sink = kind === 'duplicate' ? sinkOfDescriptor(target, io) : await openSink(target, kind, opening);
  return descriptor === 2 ? { ...io, stderr: sink } : { ...io, stdout: sink };
}

async function openSink(target: string, mode: 'replace' | 'append', { context, writers }: Opening): Promise<Sink> {
  if (target === '/dev/tty') {
    return context.io.stdout;
  }
  const writer = await context.files.write(context.resolve(target), mode);
  writers.push(writer);
  return writer;
}

function sinkOfDescriptor(descriptor: string, { stdout, stderr }: ShellIo): Sink {
  if (descriptor === '1') {
    return stdout;
  }
  if (descriptor === '2') {
    return stderr;
  }
  throw new FileError('EINVAL');
}

async function openSource(target: string, { files, io, resolve }: RedirectionContext): Promise<Source> {
  const path = resolve(target);
  if (path === '/dev/tty' || path === '/dev/stdin') {
    return io.stdin;
  }
  if ((await files.stat(path)) === null) {
    throw new FileError('ENOENT');
  }
  return fileSource(files.read(path));
}
