import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { within } from '../wait.ts';
import { answerSchema } from './messages.ts';
import { ProbeError } from './probe-error.ts';

/** A request of the protocol and the form of its answer. */
export interface ProbeRequest<T> {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<T>;
  readonly timeoutMs: number;
}

interface Waiting {
  readonly resolve: (result: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
  readonly method: string;
}

/** One connection to the probe: JSON lines, answered in order, matched by id. */
export class ProbeConnection {
  readonly #socket: Duplex;
  readonly #token: string;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #gone: ProbeError | null = null;
  #isHung = false;

  constructor(socket: Duplex, token: string) {
    this.#socket = socket;
    this.#token = token;
    const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (line) => this.#take(line));
    // readline repeats its input's errors; the listener on the socket handles them.
    lines.on('error', () => undefined);
    socket.on('error', (error) => this.#end(`broke: ${error.message}`));
    socket.on('close', () => this.#end('was closed'));
  }

  async request<T>({ method, params, schema, timeoutMs }: ProbeRequest<T>): Promise<T> {
    if (this.#gone !== null) {
      throw this.#gone;
    }
    const id = this.#nextId++;
    const answered = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
    });
    this.#socket.write(`${JSON.stringify({ id, token: this.#token, method, params })}\n`);
    const late = (): ProbeError => {
      this.#isHung = true;
      return new ProbeError('HANGS', `the probe did not answer ${method} within ${timeoutMs} ms`);
    };
    try {
      return read(schema, await within(answered, timeoutMs, late), method);
    } finally {
      this.#waiting.delete(id);
    }
  }

  get isGone(): boolean {
    return this.#gone !== null;
  }

  /** A request was not answered in time: answers no longer belong to the requests that follow. */
  get isHung(): boolean {
    return this.#isHung;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(line: string): void {
    const parsed = answerSchema.safeParse(parseJson(line));
    if (!parsed.success) {
      this.#end(`carried a line that is not of the protocol: ${line.slice(0, 200)}`);
      this.#socket.destroy();
      return;
    }
    const answer = parsed.data;
    const waiting = this.#waiting.get(answer.id ?? -1);
    if ('result' in answer) {
      waiting?.resolve(answer.result);
      return;
    }
    const error = new ProbeError(answer.error.type, `${waiting?.method ?? 'a request'}: ${answer.error.message}`);
    if (waiting === undefined) {
      this.#end(error.message);
    }
    waiting?.reject(error);
  }

  #end(how: string): void {
    if (this.#gone !== null) {
      return;
    }
    this.#gone = new ProbeError('GONE', `the connection to the probe ${how}`);
    for (const waiting of this.#waiting.values()) {
      waiting.reject(this.#gone);
    }
    this.#waiting.clear();
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function read<T>(schema: z.ZodType<T>, result: unknown, method: string): T {
  const parsed = schema.safeParse(result);
  if (parsed.success) {
    return parsed.data;
  }
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new ProbeError(
    'BAD_ANSWER',
    `${method} was answered with ${JSON.stringify(result).slice(0, 300)}, which is not in the protocol's form (${where})`,
  );
}
