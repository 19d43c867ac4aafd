import { FileError } from '../../files/file-error.ts';
import type { FileTree, FileWriter } from '../../files/file-tree.ts';
import type { ShellIo, Sink, Source } from '../shell-io.ts';
import { fileSource } from '../text-io.ts';
import { PushbackSource } from './pushback-source.ts';
import type { Redirection } from './syntax.ts';

export interface ResolvedRedirection {
  readonly redirection: Redirection;
  /** The expanded file name, descriptor or text. */
  readonly target: string;
}

export interface RedirectionContext {
  readonly files: FileTree;
  readonly io: ShellIo;
  readonly resolve: (path: string) => string;
  /** True after `set -C`: `>` refuses a file that exists. */
  readonly keepsFiles: boolean;
}

export type OpenedRedirections = { readonly io: ShellIo; readonly close: () => Promise<void> } | { readonly refusal: string };

/** A descriptor that is not open. */
class BadDescriptorError extends Error {}

/** Opens descriptors as `<`, `>`, `>>`, `2>&1`, `<<` and `<<<` say. */
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
      const refusal = refusalOf(error, redirection, target);
      if (refusal === null) {
        throw error;
      }
      return { refusal };
    }
  }
  return { io, close };
}

function refusalOf(error: unknown, { kind, descriptor }: Redirection, target: string): string | null {
  if (error instanceof BadDescriptorError) {
    return `${descriptor > 2 ? descriptor : ''}${kind === 'duplicate' && descriptor === 0 ? '<' : '>'}&${target}: bad file descriptor`;
  }
  return error instanceof FileError ? `can't ${kind === 'read' ? 'open' : 'create'} ${target}: ${error.message}` : null;
}

interface Opening {
  readonly context: RedirectionContext;
  /** Receives each file that is opened for writing. */
  readonly writers: FileWriter[];
}

async function redirect(io: ShellIo, { redirection, target }: ResolvedRedirection, opening: Opening): Promise<ShellIo> {
  const { kind, descriptor } = redirection;
  switch (kind) {
    case 'read':
      return withDescriptor(io, descriptor, await openSource(target, { ...opening.context, io }));
    case 'document':
      return withDescriptor(io, descriptor, textSource(target));
    case 'text':
      return withDescriptor(io, descriptor, textSource(`${target}\n`));
    case 'duplicate':
      return target === '-' ? withDescriptor(io, descriptor, null) : withDescriptor(io, descriptor, descriptorOf(io, target));
    case 'replace':
    case 'append':
      return withDescriptor(io, descriptor, await openSink(target, kind, { ...opening, context: { ...opening.context, io } }));
  }
}

/** The same io with another descriptor; null closes it. */
function withDescriptor(io: ShellIo, descriptor: number, stream: Source | Sink | null): ShellIo {
  switch (descriptor) {
    case 0:
      return { ...io, stdin: stream === null ? closedStream() : (stream as Source) };
    case 1:
      return { ...io, stdout: stream === null ? closedStream() : (stream as Sink) };
    case 2:
      return { ...io, stderr: stream === null ? closedStream() : (stream as Sink) };
    default: {
      const others = new Map(io.others ?? []);
      if (stream === null) {
        others.delete(descriptor);
      } else {
        others.set(descriptor, stream);
      }
      return { ...io, others };
    }
  }
}

function closedStream(): Source & Sink {
  return { read: async () => null, write: async () => undefined };
}

/** The stream behind the number of a descriptor. */
export function descriptorOf(io: ShellIo, number: string): Source | Sink {
  const stream = [io.stdin, io.stdout, io.stderr][Number(number)] ?? io.others?.get(Number(number));
  if (!/^\d+$/.test(number) || stream === undefined) {
    throw new BadDescriptorError();
  }
  return stream;
}

function textSource(text: string): Source {
  const pending: Uint8Array[] = [Buffer.from(text)];
  return PushbackSource.of({ read: async () => pending.shift() ?? null });
}

async function openSink(target: string, mode: 'replace' | 'append', { context, writers }: Opening): Promise<Sink> {
  const path = context.resolve(target);
  if (path === '/dev/tty' || path === '/dev/stdout') {
    return context.io.stdout;
  }
  if (path === '/dev/stderr') {
    return context.io.stderr;
  }
  if (context.keepsFiles && mode === 'replace' && (await context.files.stat(path))?.kind === 'file' && path !== '/dev/null') {
    throw new FileError('EEXIST');
  }
  const writer = await context.files.write(path, mode);
  writers.push(writer);
  return writer;
}

async function openSource(target: string, { files, io, resolve }: RedirectionContext): Promise<Source> {
  const path = resolve(target);
  if (path === '/dev/tty' || path === '/dev/stdin') {
    return io.stdin;
  }
  const stat = await files.stat(path);
  if (stat === null) {
    throw new FileError('ENOENT');
  }
  if (stat.kind === 'directory') {
    throw new FileError('EISDIR');
  }
  return PushbackSource.of(fileSource(files.read(path)));
}
