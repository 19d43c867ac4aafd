import { PassThrough } from 'node:stream';
import type { Shell, ShellIo, Sink } from '../shell/shell-io.ts';
import { ByteSource } from './byte-source.ts';
import { LineDiscipline } from './line-discipline.ts';
import type { Serve, ServiceRow } from './services.ts';
import { encodePacket, packetHeaderLength, packetIds } from './shell-protocol.ts';
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

/** Options, a colon, the command: `v2,TERM=xterm,raw:getprop`. No command and neither `raw` nor `pty` means a terminal. */
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
    const ends = mode.version === 2 ? packetEnds(stream) : plainEnds(stream);
    const io = mode.terminal ? onTerminal(ends.io) : ends.io;
    const code = command === '' ? await shell.converse(io) : await shell.run(command, io);
    await ends.finish(code);
  };
}

interface Ends {
  readonly io: ShellIo;
  readonly finish: (code: number) => Promise<void>;
}

/** Version 1 knows one stream: output and errors are mixed, no exit code. */
function plainEnds(stream: AdbStream): Ends {
  const sink = streamSink(stream);
  return {
    io: { stdin: new ByteSource(stream), stdout: sink, stderr: sink, signal: stream.hangup },
    finish: async () => undefined,
  };
}

function packetEnds(stream: AdbStream): Ends {
  const stdin = new PassThrough();
  const packetSink = (id: 1 | 2): Sink => ({ write: (data) => writeTo(stream, encodePacket(id, data)) });
  const reading = readPackets(stream, stdin);
  return {
    io: {
      stdin: new ByteSource(stdin),
      stdout: packetSink(packetIds.stdout),
      stderr: packetSink(packetIds.stderr),
      signal: stream.hangup,
    },
    finish: async (code) => {
      if (!stream.hangup.aborted) {
        await writeTo(stream, encodePacket(packetIds.exit, Uint8Array.of(code & 0xff)));
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
    const header = await source.readExactly(packetHeaderLength);
    const data = header === null ? null : await source.readExactly(header.readUInt32LE(1));
    if (header === null || data === null) {
      stdin.end();
      return;
    }
    const id = header.readUInt8(0);
    if (id === packetIds.closeStdin) {
      stdin.end();
    } else if (id === packetIds.stdin && stdin.writable && !stdin.write(data)) {
      await drained(stdin);
    }
  }
}

/** The reader has caught up, or will read no more. */
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
  // Ends with the stream; a write that fails then has nobody to be told to.
  terminal.pump().catch(() => undefined);
  return {
    stdin: terminal,
    stdout: terminal.output(io.stdout),
    stderr: terminal.output(io.stderr),
    signal: io.signal,
    onInterrupt: (listener) => terminal.onInterrupt(listener),
  };
}
