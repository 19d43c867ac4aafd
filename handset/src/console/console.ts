import { createServer, type Socket } from 'node:net';
import { messageOf } from '../errors.ts';
import type { AuthToken } from './auth-token.ts';
import { CONSOLE_COMMANDS, runConsoleCommand } from './console-commands.ts';
import { type ConsoleDevice, type ConsoleState, initialState } from './console-state.ts';

export interface ConsoleOptions {
  readonly device: ConsoleDevice;
  readonly auth: AuthToken;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface EmulatorConsole {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the text console of an emulator on 127.0.0.1: a line is answered by lines, then `OK` or `KO: why`. */
export async function startConsole(options: ConsoleOptions): Promise<EmulatorConsole> {
  const state = initialState();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new ConsoleConnection(socket, options, state).start();
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: options.port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

/** A line longer than this is no command. */
const MAX_LINE = 4_096;

/** Commands that need no token. */
const OPEN_COMMANDS: ReadonlySet<string> = new Set(['help', 'h', '?', 'ping', 'avd', 'auth', 'quit', 'exit']);

class ConsoleConnection {
  readonly #socket: Socket;
  readonly #options: ConsoleOptions;
  readonly #state: ConsoleState;
  #isAuthorised: boolean;
  #pending = '';
  /** The line before has been answered. */
  #answered: Promise<void> = Promise.resolve();

  constructor(socket: Socket, options: ConsoleOptions, state: ConsoleState) {
    this.#socket = socket;
    this.#options = options;
    this.#state = state;
    this.#isAuthorised = options.auth.token === '';
  }

  start(): void {
    this.#socket.setEncoding('utf8');
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('data', (chunk: string) => this.#read(chunk));
    this.#write(
      this.#isAuthorised
        ? ["Android Console: type 'help' for a list of commands", 'OK']
        : [
            'Android Console: Authentication required',
            "Android Console: type 'auth <auth_token>' to authenticate",
            'Android Console: you can find your <auth_token> in ',
            `'${this.#options.auth.file}'`,
            'OK',
          ],
    );
  }

  #read(chunk: string): void {
    this.#pending += chunk;
    const lines = this.#pending.split('\n');
    this.#pending = lines.pop() ?? '';
    if (this.#pending.length > MAX_LINE) {
      this.#socket.destroy();
      return;
    }
    for (const line of lines) {
      this.#answered = this.#answered.then(() => this.#answer(line.trim()));
    }
  }

  async #answer(line: string): Promise<void> {
    const words = line.split(/\s+/).filter((word) => word !== '');
    const [name = ''] = words;
    if (name === '' || this.#socket.destroyed) {
      return;
    }
    if (!this.#isAuthorised && !OPEN_COMMANDS.has(name)) {
      this.#write(["KO: unknown command, try 'help'"]);
      return;
    }
    await this.#run(name, words);
  }

  async #run(name: string, words: readonly string[]): Promise<void> {
    switch (name) {
      case 'help':
      case 'h':
      case '?':
        this.#write([...this.#helpLines(), 'OK']);
        return;
      case 'auth':
        this.#authorise(words[1]);
        return;
      case 'quit':
      case 'exit':
        this.#socket.end();
        return;
      case 'kill':
        this.#socket.end('OK: killing emulator, bye bye\r\n', () => this.#options.device.kill());
        return;
      default:
        await this.#control(words);
    }
  }

  async #control(words: readonly string[]): Promise<void> {
    try {
      const answer = await runConsoleCommand({ device: this.#options.device, state: this.#state, words });
      this.#write('refusal' in answer ? [`KO: ${answer.refusal}`] : [...answer.lines, 'OK']);
    } catch (error) {
      this.#write([`KO: ${messageOf(error)}`]);
    }
  }

  #authorise(token: string | undefined): void {
    if (token === undefined || token !== this.#options.auth.token) {
      this.#socket.end('KO: authentication token does not match\r\n');
      return;
    }
    this.#isAuthorised = true;
    this.#write(["Android Console: type 'help' for a list of commands", 'OK']);
  }

  #helpLines(): readonly string[] {
    const own = ['help', 'auth TOKEN', 'quit'];
    const others = ['kill', ...CONSOLE_COMMANDS.map(({ usage, about }) => `${usage.padEnd(40)} ${about}`)];
    const listed = this.#isAuthorised ? [...own, ...others] : [...own, 'ping', 'avd name'];
    return ['Android console commands:', ...listed.map((each) => `    ${each}`.trimEnd())];
  }

  #write(lines: readonly string[]): void {
    if (this.#socket.writable) {
      this.#socket.write(lines.map((line) => `${line}\r\n`).join(''));
    }
  }
}
