import { expect } from 'vitest';
import type { FaultEffect } from '../../../src/model/faults.ts';
import { knock } from '../../support/knock.ts';
import { rawExchange } from '../../support/raw-socket.ts';
import { type Bench, type FaultProof, nodePrefetch } from './fault-proof.ts';

type Fault = Extract<FaultEffect, { kind: 'connection' }>['fault'];

/** Nothing is sent: what comes is the rule's doing, not the kernel's answer to unread bytes. */
async function rawEnd({ simulator, from }: Bench, patienceMs?: number): Promise<readonly string[]> {
  const silent = { port: simulator.ports.bearer, chunks: [], localAddress: from };
  const { bytes, end } = await rawExchange(patienceMs === undefined ? silent : { ...silent, patienceMs });
  return [bytes, end];
}

function proof(fault: Fault, title: string, proofs: Pick<FaultProof, 'raw' | 'node'>): FaultProof {
  return {
    title: `${fault} ${title}`,
    rule: { plane: 'bearer', effect: { kind: 'connection', fault } },
    ...proofs,
  };
}

export const CONNECTION_PROOFS: readonly FaultProof[] = [
  proof('REFUSE', 'lets the system refuse, as if nobody listened', {
    raw: async ({ simulator }) => expect(await knock(simulator.ports.bearer)).toBe('ECONNREFUSED'),
    node: async (bench) => expect(nodePrefetch(bench)).rejects.toMatchObject({ code: 'ECONNREFUSED', syscall: 'connect' }),
  }),
  proof('RESET', 'resets before any byte is read', {
    raw: async (bench) => expect(await rawEnd(bench)).toEqual(['', 'reset']),
    node: async (bench) => expect(nodePrefetch(bench)).rejects.toMatchObject({ code: 'ECONNRESET' }),
  }),
  proof('CLOSE', 'closes before any byte is read', {
    raw: async (bench) => expect(await rawEnd(bench)).toEqual(['', 'end']),
    node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/socket hang up|ECONNRESET|EPIPE/),
  }),
  proof('STALL', 'accepts and never answers', {
    raw: async (bench) => expect(await rawEnd(bench, 300)).toEqual(['', 'open']),
    node: async (bench) => {
      const answered = nodePrefetch(bench).then(
        () => 'answered',
        () => 'ended',
      );
      // The client's own limit is what ends it: the entry says that it was accepted.
      await bench.scope.waitForRequest({ plane: 'bearer' }, 1000);
      expect(await Promise.race([answered, later(300)])).toBe('nothing');
    },
  }),
];

function later(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'nothing'));
}
