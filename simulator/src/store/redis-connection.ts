import type * as redisModule from 'redis';
import { systemClock } from '../clock.ts';
import { StartError } from '../model/start-error.ts';
import type { RedisClient } from './redis-client.ts';
import type { RedisPlace } from './redis-url.ts';
import { StoreUnreachableError } from './store-unreachable-error.ts';

/** Two connections to a server: one for commands, one for what other instances publish. Both connect again by themselves. */
export interface RedisConnection extends RedisClient {
  /** Calls `listener` for each message of the channels, and `onReady` when the subscription stands again after it was lost. */
  subscribe(
    channels: readonly string[],
    listener: (channel: string, message: string) => void,
    onReady: () => void,
  ): Promise<void>;
  close(): void;
}

type RedisModule = typeof redisModule;

/** How long a command may take. A server that is stopped answers nothing and refuses nothing. */
const COMMAND_MS = 8_000;
const CONNECT_MS = 5_000;
const LONGEST_PAUSE_MS = 500;
/** Answers of a server that cannot do its work now. */
const UNABLE = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|OOM|MISCONF|BUSY|NOREPLICAS|TRYAGAIN)\b/;

/** Connects to the server. A StartError says why it cannot be reached, or how to install the client. */
export async function connectRedis({ server, shown }: RedisPlace): Promise<RedisConnection> {
  const redis = await loadClient();
  let hasConnected = false;
  const pauses = {
    connectTimeout: CONNECT_MS,
    // At the start nobody waits for a server that is not there.
    reconnectStrategy: (retries: number) => (hasConnected ? Math.min(2 ** retries * 10, LONGEST_PAUSE_MS) : (false as const)),
  };
  const client = redis.createClient({
    disableOfflineQueue: true,
    ...('url' in server
      ? { url: server.url, socket: pauses }
      : { socket: { path: server.socketPath, tls: false as const, ...pauses } }),
  });
  const subscriber = client.duplicate({ disableOfflineQueue: false });
  // The client connects again by itself; what was asked meanwhile is rejected.
  client.on('error', () => undefined);
  subscriber.on('error', () => undefined);
  const close = (): void => {
    for (const one of [client, subscriber]) {
      if (one.isOpen) {
        one.destroy();
      }
    }
  };
  try {
    await client.connect();
    await subscriber.connect();
    await client.sendCommand(['PING']);
  } catch (error) {
    close();
    throw cannotReach(shown, error);
  }
  hasConnected = true;
  return {
    command: (words) => commandOf(redis, client.sendCommand([...words])),
    subscribe: async (channels, listener, onReady) => {
      await subscriber.subscribe([...channels], (message, channel) => listener(channel, message));
      subscriber.on('ready', onReady);
    },
    close,
  };
}

function cannotReach(shown: string, error: unknown): StartError {
  const cause = error instanceof Error ? error.message : String(error);
  return new StartError(
    'store-unreachable',
    `the store ${shown} cannot be reached: ${cause}. Start the server, or leave --store out to keep all state in memory`,
    { cause: error },
  );
}

/** The client is an optional peer: only whoever uses a store on Redis needs it. */
async function loadClient(): Promise<RedisModule> {
  try {
    return await import('redis');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new StartError('store-client', 'a store on Redis needs the client, which is not installed: npm install redis@6', {
        cause: error,
      });
    }
    throw error;
  }
}

/** The answer of the server, or its error; a StoreUnreachableError where there is none. */
function commandOf(redis: RedisModule, asked: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const deadline = systemClock.after(COMMAND_MS, () =>
      reject(new StoreUnreachableError(`no answer within ${COMMAND_MS} ms; what was asked may happen yet`)),
    );
    asked.then(
      (answer) => {
        deadline.cancel();
        resolve(answer);
      },
      (error: unknown) => {
        deadline.cancel();
        reject(error instanceof redis.ErrorReply && !UNABLE.test(error.message) ? error : unreachable(error));
      },
    );
  });
}

function unreachable(error: unknown): StoreUnreachableError {
  return new StoreUnreachableError(error instanceof Error ? error.message : String(error));
}
