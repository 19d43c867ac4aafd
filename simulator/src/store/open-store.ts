import { createHash } from 'node:crypto';
import { MemoryStore } from './memory.ts';
import { connectRedis } from './redis-connection.ts';
import { RedisShare } from './redis-share.ts';
import { RedisStore } from './redis-store.ts';
import type { RedisPlace } from './redis-url.ts';
import type { Share } from './share.ts';
import type { Store } from './store.ts';

export interface OpenedStore {
  readonly store: Store;
  /** Absent: the state lives in this process. */
  readonly share?: Share;
  readonly close: () => Promise<void>;
}

/** Opens the store of a simulator: in this process, or on a server that several instances share. */
export async function openStore(place: RedisPlace | null): Promise<OpenedStore> {
  if (place === null) {
    return { store: new MemoryStore(), close: async () => undefined };
  }
  const connection = await connectRedis(place);
  try {
    const { prefix } = place;
    const share = await RedisShare.open(connection, prefix);
    const store = await RedisStore.open(connection, { prefix });
    const close = async (): Promise<void> => {
      await share.leave();
      connection.close();
    };
    return { store, share, close };
  } catch (error) {
    connection.close();
    throw error;
  }
}

export interface SharedKeys {
  readonly gatewayPem: string;
  readonly platformPem: string;
}

/** The keys that all instances of a store have: those of the first one. */
export async function shareKeys(share: Share | undefined, keys: SharedKeys): Promise<SharedKeys> {
  if (share === undefined) {
    return keys;
  }
  return {
    gatewayPem: await share.settle('gateway-key', keys.gatewayPem),
    platformPem: await share.settle('platform-key', keys.platformPem),
  };
}

export interface OwnIdentity {
  readonly rootPem: string;
  readonly controlToken: string;
}

/** What differs between the data folders of the instances, a sentence each: a client behind a balancer meets all of them. */
export async function differences(share: Share | undefined, { rootPem, controlToken }: OwnIdentity): Promise<readonly string[]> {
  if (share === undefined) {
    return [];
  }
  const isSameRoot = (await share.settle('root', digest(rootPem))) === digest(rootPem);
  const isSameToken = (await share.settle('control-token', digest(controlToken))) === digest(controlToken);
  const differing = [...(isSameRoot ? [] : ['root certificate']), ...(isSameToken ? [] : ['control token'])];
  return differing.length === 0
    ? []
    : [
        `the first instance of this store has another ${differing.join(' and another ')}: clients behind a balancer must know both. Copy its data folder to have the same.`,
      ];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
