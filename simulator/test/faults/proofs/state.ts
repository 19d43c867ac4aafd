import { expect } from 'vitest';
import type { StateChange } from '../../../src/model/faults.ts';
import { getScrip, getToken, PATHS } from '../../support/http-client.ts';
import { rawExchange } from '../../support/raw-socket.ts';
import { loginBody, tokenBody } from '../../support/sdk.ts';
import { type Ask, type Bench, both, type FaultProof, prefetchOf } from './fault-proof.ts';

type Plane = FaultProof['rule']['plane'];

interface StateProof {
  readonly change: StateChange;
  readonly plane: Plane;
  readonly title: string;
}

function proof({ change, plane, title }: StateProof, prove: (ask: Ask, bench: Bench) => Promise<void>): FaultProof {
  return {
    title: `${change} ${title}`,
    rule: { plane, times: 1, effect: { kind: 'state', change } },
    ...both(prove),
  };
}

async function askToken(ask: Ask, scrip: string): Promise<unknown> {
  return (await ask('token', { path: PATHS.token, body: tokenBody(scrip) })).json['resultCode'];
}

async function redeem(ask: Ask, token: string): Promise<unknown> {
  return (await ask('exchange', { path: PATHS.login, body: loginBody(token) })).json['resultCode'];
}

async function control({ simulator }: Bench, path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${simulator.controlToken}` };
  return (await fetch(`${simulator.urls.control}/v1${path}`, { headers })).json();
}

/** Before the token request, which is the first to meet the rule. */
async function voidsScrip(ask: Ask, { simulator, scope, from }: Bench): Promise<void> {
  const { scrip = '' } = await getScrip(simulator, from);
  expect(await askToken(ask, scrip)).toBe('103902');
  expect((await scope.faults())[0]?.hits).toBe(1);
  expect(await askToken(ask, (await getScrip(simulator, from))['scrip'] ?? '')).toBe('103000');
}

async function endsConnections(ask: Ask, { simulator, scope, from }: Bench, afterwards: string): Promise<void> {
  const token = await getToken(simulator, from);
  const idle = rawExchange({ port: simulator.ports.exchange, chunks: [] });
  await expect(redeem(ask, token)).rejects.toThrow(/socket hang up|ECONNRESET|closed after ""/);
  expect((await idle).end).not.toBe('open');
  expect((await scope.journal()).at(-1)).toMatchObject({ trace: [{ name: 'restart' }], answer: null });
  expect(await redeem(ask, token)).toBe(afterwards);
}

export const STATE_PROOFS: readonly FaultProof[] = [
  proof({ change: 'REVOKE_SCRIPS', plane: 'token', title: 'voids the scrip in the middle of a flow' }, voidsScrip),
  proof({ change: 'SWAP_SIM', plane: 'token', title: 'voids the scrip, and the number has another SIM' }, async (ask, bench) => {
    const sim = async (): Promise<unknown> => ((await control(bench, '/subscribers/15400000001')) as { sim: string }).sim;
    const before = await sim();
    await voidsScrip(ask, bench);
    expect(await sim()).not.toBe(before);
  }),
  proof(
    { change: 'EXPIRE_TOKENS', plane: 'exchange', title: 'ends the token before its exchange' },
    async (ask, { simulator, from }) => {
      expect(await redeem(ask, await getToken(simulator, from))).toBe('104201');
      expect(await redeem(ask, await getToken(simulator, from))).toBe('103000');
    },
  ),
  proof({ change: 'ROTATE_KEYS', plane: 'bearer', title: 'retires the key, which still opens' }, async (ask, bench) => {
    const keys = async (): Promise<readonly string[]> =>
      ((await control(bench, '/keys')) as { keyid: string; state: string }[]).map(({ keyid, state }) => `${keyid} ${state}`);
    const before = await keys();
    expect((await ask('bearer', prefetchOf(bench))).json['resultCode']).toBe('103000');
    const after = await keys();
    expect(after.slice(0, -1)).toEqual(before.map((key) => key.replace('current', 'retired')));
    expect(after.at(-1)).toMatch(/^\d+ current$/);
    expect((await ask('bearer', prefetchOf(bench))).json['resultCode']).toBe('103000');
  }),
  proof({ change: 'RESTART', plane: 'exchange', title: 'ends all connections and keeps the token' }, (ask, bench) =>
    endsConnections(ask, bench, '103000'),
  ),
  proof(
    { change: 'RESTART_WITHOUT_STATE', plane: 'exchange', title: 'ends all connections and forgets the token' },
    (ask, bench) => endsConnections(ask, bench, '104201'),
  ),
];
