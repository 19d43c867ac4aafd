import { ScopeClock } from '../clock.ts';
import { formatToken, SCRIP_LENGTH } from '../protocol/credentials.ts';
import { alphanumeric, type RandomBytes } from '../random.ts';
import type { Store } from '../store/store.ts';
import { FaultBook } from './faults.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { HeldAnswers } from './held-answers.ts';
import { Journal } from './journal.ts';
import { Registry } from './registry.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface WorldParts {
  readonly id: string;
  readonly store: Store;
  readonly random: RandomBytes;
  readonly gatewayKeys: GatewayKeys;
}

/** What a scope holds, one of each: all that a flow may see or change. */
export class World {
  readonly id: string;
  readonly clock = new ScopeClock();
  readonly store: Store;
  readonly random: RandomBytes;
  readonly gatewayKeys: GatewayKeys;
  readonly registry: Registry;
  readonly faults = new FaultBook();
  readonly journal = new Journal();
  readonly held = new HeldAnswers(this.clock);
  settings: Settings = DEFAULT_SETTINGS;
  #tokens = 0;

  constructor({ id, store, random, gatewayKeys }: WorldParts) {
    this.id = id;
    this.store = store;
    this.random = random;
    this.gatewayKeys = gatewayKeys;
    this.registry = new Registry({ scope: id, store, random });
  }

  makeScrip(): string {
    return alphanumeric(this.random, SCRIP_LENGTH);
  }

  makeToken(): string {
    this.#tokens += 1;
    return formatToken({ counter: this.#tokens, epochMs: this.clock.now(), tail: alphanumeric(this.random, 32) });
  }
}
