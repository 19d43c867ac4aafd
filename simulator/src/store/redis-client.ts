import { createHash } from 'node:crypto';

/** A connection to a server that speaks Redis’ protocol, by whichever client. A command that fails rejects with the server's words. */
export interface RedisClient {
  command(words: readonly string[]): Promise<unknown>;
}

/** Runs a script by its digest, and brings it to a server that does not know it yet. */
export class ScriptRunner {
  readonly #client: RedisClient;
  readonly #digests = new Map<string, string>();

  constructor(client: RedisClient) {
    this.#client = client;
  }

  async run(script: string, key: string, values: readonly (string | number)[]): Promise<unknown> {
    const rest = ['1', key, ...values.map(String)];
    try {
      return await this.#client.command(['EVALSHA', this.#digestOf(script), ...rest]);
    } catch (error) {
      if (!isAnswer(error, 'NOSCRIPT')) {
        throw error;
      }
      return this.#client.command(['EVAL', script, ...rest]);
    }
  }

  #digestOf(script: string): string {
    const known = this.#digests.get(script);
    if (known !== undefined) {
      return known;
    }
    const digest = createHash('sha1').update(script, 'utf8').digest('hex');
    this.#digests.set(script, digest);
    return digest;
  }
}

/** Whether the server has answered with that error. */
export function isAnswer(error: unknown, code: string): boolean {
  return error instanceof Error && error.message.includes(code);
}
