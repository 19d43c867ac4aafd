import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { TestbedError } from '../errors.ts';
import { within } from '../wait.ts';

const ANSWER_MS = 3_000;
const LOOPBACK = '127.0.0.1';
const TOKEN_FILE = '.emulator_console_auth_token';
/** The last line of an answer. */
const END = /(?:^|\n)(OK|KO:?[^\n]*)\r?\n/;

/** The text console of an emulator on this machine. Each command has a connection of its own, as `adb emu` has. */
export class EmulatorConsole {
  readonly #port: number;
  readonly #home: string;

  private constructor(port: number, home: string) {
    this.#port = port;
    this.#home = home;
  }

  /** Null where the serial is none of an emulator's. */
  static of(serial: string, home: string | null): EmulatorConsole | null {
    const [, port] = /^emulator-(\d{1,5})$/.exec(serial) ?? [];
    return port === undefined ? null : new EmulatorConsole(Number(port), home ?? homedir());
  }

  /** The lines that a command is answered with. Rejects with TestbedError where the console refuses it or does not answer. */
  async run(command: string): Promise<string> {
    const late = (): TestbedError => this.#error(`\`${command}\` was not answered within ${ANSWER_MS} ms`);
    const socket = connect({ host: LOOPBACK, port: this.#port });
    try {
      return await within(this.#converse(socket, command), ANSWER_MS, late);
    } finally {
      socket.destroy();
    }
  }

  /** Whether the console takes commands from this user. */
  async isThere(): Promise<boolean> {
    return this.run('gsm status').then(
      () => true,
      (error: unknown) => {
        if (error instanceof TestbedError) {
          return false;
        }
        throw error;
      },
    );
  }

  async #converse(socket: Socket, command: string): Promise<string> {
    socket.setEncoding('utf8');
    const answers = answersOf(socket);
    try {
      const greeting = await next(answers);
      if (/Authentication required/.test(greeting)) {
        socket.write(`auth ${await this.#token()}\n`);
        this.#requireOk(await next(answers), 'auth');
      }
      socket.write(`${command}\n`);
      const answer = await next(answers);
      this.#requireOk(answer, command);
      return answer.replace(END, '').replaceAll('\r', '').trim();
    } catch (error) {
      throw error instanceof TestbedError ? error : this.#error(String(error), error);
    }
  }

  #requireOk(answer: string, command: string): void {
    if (END.exec(answer)?.[1] !== 'OK') {
      throw this.#error(`\`${command}\` was answered ${answer.trim().slice(0, 200)}`);
    }
  }

  async #token(): Promise<string> {
    const file = join(this.#home, TOKEN_FILE);
    try {
      return (await readFile(file, 'utf8')).trim();
    } catch (error) {
      throw this.#error(`its token cannot be read from ${file}`, error);
    }
  }

  #error(what: string, cause?: unknown): TestbedError {
    const options = cause === undefined ? undefined : { cause };
    return new TestbedError('RADIO', `the emulator's console at ${LOOPBACK}:${this.#port}: ${what}`, options);
  }
}

/** Whole answers, each with its last line. */
async function* answersOf(socket: Socket): AsyncGenerator<string> {
  let pending = '';
  for await (const chunk of socket) {
    pending += chunk;
    for (let end = END.exec(pending); end !== null; end = END.exec(pending)) {
      const length = end.index + end[0].length;
      yield pending.slice(0, length);
      pending = pending.slice(length);
    }
  }
  // A console that refuses the token says so and closes.
  if (pending !== '') {
    yield pending;
  }
}

async function next(answers: AsyncGenerator<string>): Promise<string> {
  const { value, done } = await answers.next();
  if (done === true) {
    throw new Error('it closed the connection');
  }
  return value;
}
