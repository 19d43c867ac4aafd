import { PassThrough } from 'node:stream';
import type { Shell, ShellIo, Sink } from '../shell/shell-io.ts';
import { ByteSource } from './byte-source.ts';
import { LineDiscipline } from './line-discipline.ts';
import type { Serve, ServiceRow } from './services.ts';
import { encodePacket, PACKET_HEADER_LENGTH, PACKET_IDS } from './shell-protocol.ts';
import type { AdbStream } from './stream.ts';
import { streamSink, writeTo } from './stream-sink.ts';

/** `shell:CMD`, `shell,v2,TERM=…,raw|pty:CMD` and `exec:CMD`. */
export function shellServices(shell: Shell): readonly ServiceRow[] {
  return [
    { prefix: 'shell:', open: ({ argument }) => serveShell(shell, { version: 1, terminal: argument === '' }, argument) },
    { prefix: 'shell,', open: ({ argument }) => openWithOptions(shell, argument) },
    { prefix: 'exec:', open: ({ argument }) => serveShell(shell, { version: 1, terminal: false }, argument) },
  ];
}

interface Mode {
  readonly version: 1 | 2;
  readonly terminal: boolean;
}

/** Options, a colon, the command: `v2,TERM=xterm,raw:getprop`. Without a command and without `raw`, a terminal is meant. */
function openWithOptions(shell: Shell, argument: string): Serve | null {
  const colon = argument.indexOf(':');
  if (colon < 0) {
    return null;
  }
  const options = argument.slice(0, colon).split(',');
  const command = argument.slice(colon + 1);
  const terminal = options.includes('pty') || (command === '' && !options.includes('raw'));
  return serveShell(shell, { version: options.includes('v2') ? 2 : 1, terminal }, command);
}

function serveShell(shell: Shell, mode: Mode, command: string): Serve {
  return async (stream) => {
    const shellStream = mode.version === 2 ? packetStream(stream) : plainStream(stream);
    const io = mode.terminal ? onTerminal(shellStream.io) : shellStream.io;
    const code = command === '' ? await shell.converse(io) : await shell.run(command, io);
    await shellStream.finish(code);
  };
}

interface ShellStream {
  readonly io: ShellIo;
  readonly finish: (code: number) => Promise<void>;
}

/** Version 1 has one stream for stdout and stderr, and no exit code. */
function plainStream(stream: AdbStream): ShellStream {
  const sink = streamSink(stream);
  return {
    io: { stdin: new ByteSource(stream), stdout: sink, stderr: sink, signal: stream.hangup },
    finish: async () => undefined,
  };
}

/** Version 2 has packets for stdin, stdout, stderr and the exit code. */
function packetStream(stream: AdbStream): ShellStream {
  const stdin = new PassThrough();
  const packetSink = (id: 1 | 2): Sink => ({ write: (data) => writeTo(stream, encodePacket(id, data)) });
  const reading = readPackets(stream, stdin);
  return {
    io: {
      stdin: new ByteSource(stdin),
      stdout: packetSink(PACKET_IDS.stdout),
      stderr: packetSink(PACKET_IDS.stderr),
      signal: stream.hangup,
    },
    finish: async (code) => {
      if (!stream.hangup.aborted) {
        await writeTo(stream, encodePacket(PACKET_IDS.exit, Uint8Array.of(code & 0xff)));
      }
      stdin.destroy();
      stream.end();
      await reading;
    },
  };
}

async function readPackets(stream: AdbStream, stdin: PassThrough): Promise<void> {
  const source = new ByteSource(stream);
  for (;;) {
    const header = await source.readExactly(PACKET_HEADER_LENGTH);
    const data = header === null ? null : await source.readExactly(header.readUInt32LE(1));
    if (header === null || data === null) {
      stdin.end();
      return;
    }
    const id = header.readUInt8(0);
    if (id === PACKET_IDS.closeStdin) {
      stdin.end();
    } else if (id === PACKET_IDS.stdin && stdin.writable && !stdin.write(data)) {
      await drained(stdin);
    }
  }
}

/** Resolves when the reader has caught up or will read no more. */
async function drained(stdin: PassThrough): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      stdin.off('drain', done);
      stdin.off('close', done);
      resolve();
    };
    stdin.on('drain', done);
    stdin.on('close', done);
  });
}

function onTerminal(io: ShellIo): ShellIo {
  const terminal = new LineDiscipline(io);
  // pump() rejects only when the host has closed the stream. The command then ends by its signal and its own writes.
  terminal.pump().catch(() => undefined);
  return {
    stdin: terminal,
    stdout: terminal.output(io.stdout),
    stderr: terminal.output(io.stderr),
    signal: io.signal,
    onInterrupt: (listener) => terminal.onInterrupt(listener),
  };
}
