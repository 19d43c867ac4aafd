import type { Plane } from './arrange.ts';
import type { Bearer } from './check.ts';
import type { Result } from './judge-compare.ts';
import { type Observations, requestsOf } from './observations.ts';
import { type SeenSocket, WHOLE_ROW } from './proofs/carriage.ts';
import { GATEWAY_PROOFS, type GatewayProof, isGatewayProof, type ProofName } from './proofs/proof-table.ts';
import type { BearerBytes } from './proofs/uid-bytes.ts';

/** Judges who carried a row's connections on a device that keeps no log of them: by what its own tables showed meanwhile. */

type Observed = Omit<Result, 'expected'>;

const BEARER_NAMES = { wifi: 'Wi-Fi', cellular: 'mobile data', other: 'neither bearer' } as const;
const SHOWS_CONNECTIONS: readonly ProofName[] = ['socket table', ...GATEWAY_PROOFS];
export const NO_RECORD: Observed = { status: 'unsure', observed: 'the device keeps no record of which bearer was used' };
const OTHER = { wifi: 'cellular', cellular: 'wifi' } as const satisfies Record<Bearer, Bearer>;

interface Part {
  readonly since: string | undefined;
  readonly plane: Plane | undefined;
}

/** There was a connection, and this bearer carried every one. */
export function judgeCarriage({ by, ...part }: Part & { readonly by: Bearer }, seen: Observations): Observed {
  const sockets = socketsOf(part, seen);
  const bytes = bytesOf(part, seen);
  if (sockets === null || bytes === null) {
    return NO_RECORD;
  }
  const other = sockets.find(({ bearer }) => bearer !== by);
  if (other !== undefined) {
    return isOfUnknownAddress(other, seen) ? unknownAddress(other) : { status: 'wrong', observed: inWords(other, seen) };
  }
  if (sockets.length > 0) {
    return { status: 'ok', observed: `over ${BEARER_NAMES[by]}, by the ${gatewayProof(seen) ?? 'socket table'}` };
  }
  if (gatewayProof(seen) !== null) {
    return { status: 'wrong', observed: 'no request at the gateway' };
  }
  return judgeByBytes({ by, bytes, ...part }, seen);
}

interface Summed {
  readonly by: Bearer;
  readonly bytes: BearerBytes;
}

/** A connection may have come and gone between two tables: the sums of bytes miss none. */
function judgeByBytes({ by, bytes, since }: Part & Summed, seen: Observations): Observed {
  const isSummed = seen.carriage?.proofs.includes('bytes by app') === true;
  const hasRequest = ['prefetch', 'get-token'].some((operation) => requestsOf(operation, seen, since).length > 0);
  if (isSummed && bytes[OTHER[by]] > 0 && bytes[by] === 0) {
    return { status: 'wrong', observed: `${bytes[OTHER[by]]} bytes on ${BEARER_NAMES[OTHER[by]]}, none on ${BEARER_NAMES[by]}` };
  }
  if (isSummed && bytes[by] > 0 && bytes[OTHER[by]] === 0) {
    return { status: 'ok', observed: `over ${BEARER_NAMES[by]}, by the app's bytes` };
  }
  if (isSummed && bytes[by] === 0 && !hasRequest) {
    return { status: 'wrong', observed: 'no connection to the gateway' };
  }
  return { status: 'unsure', observed: 'no table showed the connection, and the sums of bytes do not tell' };
}

/** Nothing went over this bearer. */
export function judgeSilence({ over, ...part }: Part & { readonly over: Bearer }, seen: Observations): Observed {
  const sockets = socketsOf(part, seen);
  const bytes = bytesOf(part, seen);
  if (sockets === null || bytes === null) {
    return NO_RECORD;
  }
  const one = sockets.find(({ bearer }) => bearer === over);
  if (one !== undefined) {
    return { status: 'wrong', observed: inWords(one, seen) };
  }
  if (gatewayProof(seen) !== null) {
    const stranger = sockets.find((socket) => isOfUnknownAddress(socket, seen));
    return stranger === undefined
      ? { status: 'ok', observed: `no request at the gateway over ${BEARER_NAMES[over]}` }
      : unknownAddress(stranger);
  }
  if (seen.carriage?.proofs.includes('bytes by app') !== true) {
    return { status: 'unsure', observed: 'no table showed a connection, and the device does not count bytes by app' };
  }
  if (bytes[over] === 0) {
    return { status: 'ok', observed: `0 bytes of the app on ${BEARER_NAMES[over]}` };
  }
  return part.plane === undefined
    ? { status: 'wrong', observed: `${bytes[over]} bytes of the app on ${BEARER_NAMES[over]}` }
    : { status: 'unsure', observed: `${bytes[over]} bytes of the app on ${BEARER_NAMES[over]}, to whom is not known` };
}

function socketsOf({ since, plane }: Part, { carriage, marks }: Observations): readonly SeenSocket[] | null {
  const after = since === undefined ? 0 : (marks[since]?.relay ?? 0);
  const isTrusted = carriage?.proofs.some((proof) => SHOWS_CONNECTIONS.includes(proof)) === true;
  const sockets = isTrusted ? carriage.sockets : [];
  return carriage === undefined
    ? null
    : sockets.filter((socket) => socket.seq > after && (plane === undefined || socket.plane === plane));
}

function bytesOf({ since = WHOLE_ROW }: Part, { carriage }: Observations): BearerBytes | null {
  return carriage?.bytes[since] ?? null;
}

function inWords({ bearer, local, remote }: SeenSocket, seen: Observations): string {
  const proof = gatewayProof(seen);
  return proof === null
    ? `over ${BEARER_NAMES[bearer]} (${local} to ${remote}, by the socket table)`
    : `over ${BEARER_NAMES[bearer]} (the gateway saw ${local}, by the ${proof})`;
}

/** The gateway's own proof, where that is the one that was taken. */
function gatewayProof({ carriage }: Observations): GatewayProof | null {
  return carriage?.proofs.find(isGatewayProof) ?? null;
}

/** A mobile network may have several public addresses: one that was not seen in the trial says nothing. */
function isOfUnknownAddress({ bearer }: SeenSocket, seen: Observations): boolean {
  return bearer === 'other' && gatewayProof(seen) !== null;
}

function unknownAddress({ local }: SeenSocket): Observed {
  return { status: 'unsure', observed: `the gateway saw ${local}, which was neither bearer's address when the run began` };
}
