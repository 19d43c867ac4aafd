import type { Check, Expectation } from '../check.ts';

/** What can prove who carried a connection, the strongest first. docs/devices.md prints the table. */

/** exact: every connection, to the byte · socket: each connection that was seen, with its owner · bytes: sums by owner · noise: sums in which others may have a part · none: proves nothing. */
export const STRENGTHS = ['exact', 'socket', 'bytes', 'noise', 'none'] as const;

export type Strength = (typeof STRENGTHS)[number];

interface Proof {
  readonly strength: Strength;
  /** What it says, for the device card. */
  readonly text: string;
  /** Whose output says that a device has it; null: it depends on the way to the gateway. */
  readonly look: { readonly command: string; readonly says: RegExp } | null;
}

export const PROOFS = {
  'relay log': {
    strength: 'exact',
    text: 'who carried each connection, to the byte: the virtual handset',
    look: { command: 'cmd quhao radio log --after 0', says: /^\{/ },
  },
  'source address': {
    strength: 'exact',
    text: 'the gateway sees the address of the bearer',
    look: null,
  },
  'socket table': {
    strength: 'socket',
    text: 'which address of the device a socket of the app has, while it lives or waits for its end',
    look: { command: 'cat /proc/net/tcp /proc/net/tcp6', says: /local_address/ },
  },
  reachability: {
    strength: 'socket',
    text: 'the gateway can be reached by one bearer alone',
    look: null,
  },
  'bytes by app': {
    strength: 'bytes',
    text: 'bytes of the app on each bearer (dumpsys netstats)',
    look: { command: 'dumpsys netstats', says: /UID stats:/ },
  },
  'bytes by interface': {
    strength: 'noise',
    text: 'bytes of all apps on each interface',
    look: { command: 'cat /proc/net/dev', says: /wlan|rmnet|radio|eth/ },
  },
  'adb reverse': { strength: 'none', text: 'every request comes over loopback', look: null },
} as const satisfies Readonly<Record<string, Proof>>;

export type ProofName = keyof typeof PROOFS;

/** The gateway's own proofs: it sees by which address a request came. */
export const GATEWAY_PROOFS = ['source address', 'reachability'] as const satisfies readonly ProofName[];

export type GatewayProof = (typeof GATEWAY_PROOFS)[number];

export function isGatewayProof(name: ProofName | null): name is GatewayProof {
  return GATEWAY_PROOFS.some((proof) => proof === name);
}

export const PROOF_NAMES = Object.keys(PROOFS) as readonly ProofName[];

/** What an expectation about bearers needs: its sums by bearer at least. The row itself says so by what it expects. */
const NEEDED: Readonly<Partial<Record<Expectation['expect'], Strength>>> = { carried: 'bytes', 'no-bytes': 'bytes' };

/** The proof of the bearer that a row needs; none where it expects nothing of bearers. */
export function strengthNeeded({ expect }: Pick<Check, 'expect'>): Strength {
  const needed = expect.flatMap((one) => NEEDED[one.expect] ?? []);
  return STRENGTHS.find((strength) => needed.includes(strength)) ?? 'none';
}

export function isEnoughProof(has: Strength, needs: Strength): boolean {
  return STRENGTHS.indexOf(has) <= STRENGTHS.indexOf(needs);
}
