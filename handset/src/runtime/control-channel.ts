import { createServer, type Server, type Socket } from 'node:net';
import { AppCallError, AppGoneError } from '../errors.ts';

type Params = Readonly<Record<string, unknown>>;

interface Pending {
  readonly resolve: (result: Params) => void;
  readonly reject: (error: Error) => void;
}

export interface ControlEvents {
  readonly onEvent: (event: string, data: Params) => void;
  /** Called when the connection ends: the JVM has ended or is about to. */
  readonly onClose: () => void;
}

/** The launcher's end of handset/PROTOCOL.md §1. Sends requests and receives answers and events as JSON lines. */
export class ControlChannel {
  readonly #server: Server;
  readonly #events: ControlEvents;
  readonly #pending = new Map<number, Pending>();
  #socket: Socket | null = null;
  #buffer = '';
  #lastId = 0;
  #isClosed = false;

  private constructor(server: Server, events: ControlEvents) {
    this.#server = server;
    this.#events = events;
    server.on('connection', (socket) => this.#accept(socket));
  }

  /** Listens on a unix socket for the one connection of the JVM. */
  static async listen(path: string, events: ControlEvents): Promise<ControlChannel> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    });
    return new ControlChannel(server, events);
  }

  call(method: string, params: Params = {}): Promise<Params> {
    const socket = this.#socket;
    if (socket === null || this.#isClosed) {
      return Promise.reject(new AppGoneError(`"${method}" was not sent: the app's process has ended; start it again`));
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      socket.write(`${JSON.stringify({ id, method, params })}\n`);
    });
  }

  close(): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    this.#server.close();
    this.#socket?.destroy();
    for (const { reject } of this.#pending.values()) {
      reject(new AppGoneError("the app's process ended before it answered; its last output is in logcat"));
    }
    this.#pending.clear();
    this.#events.onClose();
  }

  #accept(socket: Socket): void {
    if (this.#socket !== null) {
      socket.destroy();
      return;
    }
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => this.close());
    socket.on('close', () => this.close());
  }

  #read(text: string): void {
    const lines = (this.#buffer + text).split('\n');
    this.#buffer = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') {
        this.#handle(JSON.parse(line) as Params);
      }
    }
  }

  #handle(message: Params): void {
    const { event, id } = message;
    if (typeof event === 'string') {
      this.#events.onEvent(event, asParams(message['data']));
      return;
    }
    const pending = this.#pending.get(Number(id));
    if (pending === undefined) {
      return;
    }
    this.#pending.delete(Number(id));
    const error = message['error'];
    if (error === undefined) {
      pending.resolve(asParams(message['result']));
    } else {
      pending.reject(new AppCallError(String(asParams(error)['type']), String(asParams(error)['message'])));
    }
  }
}

function asParams(value: unknown): Params {
  return typeof value === 'object' && value !== null ? (value as Params) : {};
}
