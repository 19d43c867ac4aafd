import type { FaultRule } from '../../../src/model/faults.ts';
import type { ScopeHandle, Simulator } from '../../../src/simulator.ts';
import { PATHS, type Reply, type Sending, send } from '../../support/http-client.ts';
import { rawSend } from '../../support/raw-client.ts';
import { httpPost } from '../../support/raw-socket.ts';
import { prefetchBody } from '../../support/sdk.ts';

/** What every proof is given: a simulator of its own file, and a bearer that has a session there. */
export interface Bench {
  readonly simulator: Simulator;
  readonly scope: ScopeHandle;
  readonly from: string;
}

/** One effect, proved twice: by what stands on the wire, and by what Node's own HTTP client makes of it. */
export interface FaultProof {
  readonly title: string;
  /** Armed before either proof. */
  readonly rule: FaultRule;
  readonly raw: (bench: Bench) => Promise<void>;
  readonly node: (bench: Bench) => Promise<void>;
}

export type Ask = (listener: keyof Simulator['ports'], sending: Sending) => Promise<Reply>;

/** A proof that reads the same whoever asks. */
export function both(prove: (ask: Ask, bench: Bench) => Promise<void>): Pick<FaultProof, 'raw' | 'node'> {
  return {
    raw: (bench) => prove((listener, sending) => rawSend(bench.simulator, listener, sending), bench),
    node: (bench) => prove((listener, sending) => send(bench.simulator, listener, sending), bench),
  };
}

export function prefetchOf({ simulator, from }: Bench): Sending {
  return {
    path: PATHS.prefetch,
    body: prefetchBody(simulator).body,
    from,
  };
}

export function nodePrefetch(bench: Bench): Promise<Reply> {
  return send(bench.simulator, 'bearer', prefetchOf(bench));
}

export function prefetchBytes({ simulator }: Bench): string {
  return httpPost(PATHS.prefetch, prefetchBody(simulator).body);
}

/** The number of the last journal entry. */
export async function lastEntry(scope: ScopeHandle): Promise<number> {
  return (await scope.journal()).at(-1)?.id ?? 0;
}
