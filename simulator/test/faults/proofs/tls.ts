import { X509Certificate } from 'node:crypto';
import { expect } from 'vitest';
import type { TlsFault } from '../../../src/model/faults.ts';
import type { Simulator } from '../../../src/simulator.ts';
import { PATHS, type Reply, send } from '../../support/http-client.ts';
import { rawExchange } from '../../support/raw-socket.ts';
import { tokenBody } from '../../support/sdk.ts';
import { clientHello, readServerFlight, type ServerFlight } from '../../support/tls-records.ts';
import type { Bench, FaultProof } from './fault-proof.ts';

const HOST = 'token.gateway.test';
const ELSEWHERE = 'elsewhere.gateway.test';
const TLS_1_1 = 0x0302;
const TLS_1_2 = 0x0303;

/** What a verifier would find in the certificates that came over the wire. */
interface Findings {
  readonly version: number | null;
  readonly period: 'now' | 'past' | 'future';
  readonly hosts: readonly string[];
  /** How many come along, and whether they lead up to the bench's root. */
  readonly chain: number;
  readonly leadsToRoot: boolean;
}

const RIGHT: Findings = { version: TLS_1_2, period: 'now', hosts: [HOST], chain: 2, leadsToRoot: true };

interface Wrong {
  readonly fault: TlsFault;
  readonly title: string;
  /** In what it differs from the right one; nothing else does. */
  readonly found: Partial<Findings>;
  /** What Node's client says, which verifies. */
  readonly code: string;
}

const SHOWN: readonly Wrong[] = [
  { fault: 'EXPIRED', title: 'shows a certificate of the past', found: { period: 'past' }, code: 'CERT_HAS_EXPIRED' },
  { fault: 'NOT_YET_VALID', title: 'shows a certificate of the future', found: { period: 'future' }, code: 'CERT_NOT_YET_VALID' },
  {
    fault: 'WRONG_HOST',
    title: 'shows a certificate for another host',
    found: { hosts: [ELSEWHERE] },
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
  {
    fault: 'UNKNOWN_CA',
    title: 'shows a certificate of a root that is not the bench’s',
    found: { chain: 1, leadsToRoot: false },
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  },
  {
    fault: 'MISSING_INTERMEDIATE',
    title: 'leaves the intermediate out',
    found: { chain: 1, leadsToRoot: false },
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  },
  { fault: 'OLD_PROTOCOL_ONLY', title: 'speaks TLS 1.1 at most', found: { version: TLS_1_1 }, code: 'EPROTO' },
];

export const TLS_PROOFS: readonly FaultProof[] = [
  ...SHOWN.map(({ fault, title, found, code }): FaultProof => {
    const rule = { plane: 'token', times: 1, effect: { kind: 'tls', fault } } as const;
    return {
      title: `${fault} ${title}`,
      rule,
      raw: async ({ simulator }) => {
        const shown = await flight(simulator);
        expect(judge(shown, simulator)).toEqual({ ...RIGHT, ...found });
        expect(issuerOf(shown)).toBe(fault === 'UNKNOWN_CA' ? 'CN=Quhao TEST root' : 'CN=Quhao TEST intermediate');
        expect(judge(await flight(simulator), simulator)).toEqual(RIGHT);
      },
      node: async (bench) => {
        await expect(ask(bench)).rejects.toMatchObject({ code });
        expect((await ask(bench)).status).toBe(200);
      },
    };
  }),
  {
    title: 'ABORT_AFTER_CLIENT_HELLO closes after the client’s first bytes, without one of its own',
    rule: { plane: 'token', effect: { kind: 'tls', fault: 'ABORT_AFTER_CLIENT_HELLO' } },
    raw: async ({ simulator: { ports } }) => {
      expect(await rawExchange({ port: ports.token, chunks: [], patienceMs: 300 })).toMatchObject({ bytes: '', end: 'open' });
      expect(await rawExchange({ port: ports.token, chunks: [clientHello(HOST)] })).toMatchObject({ bytes: '', end: 'end' });
    },
    node: async (bench) => expect(ask(bench)).rejects.toMatchObject({ code: 'ECONNRESET' }),
  },
];

function ask({ simulator }: Bench): Promise<Reply> {
  return send(simulator, 'token', { path: PATHS.token, body: tokenBody('x') });
}

/** Up to the point where the server waits for us, on a bare socket. */
async function flight({ ports }: Simulator): Promise<ServerFlight> {
  const { bytes } = await rawExchange({
    port: ports.token,
    chunks: [clientHello(HOST)],
    until: (seen) => readServerFlight(Buffer.from(seen, 'latin1')).isDone,
  });
  return readServerFlight(Buffer.from(bytes, 'latin1'));
}

function certificatesOf({ certificates }: ServerFlight): readonly X509Certificate[] {
  return certificates.map((der) => new X509Certificate(der));
}

function issuerOf(shown: ServerFlight): string | undefined {
  return certificatesOf(shown)[0]
    ?.issuer.split('\n')
    .find((part) => part.startsWith('CN='));
}

function judge(shown: ServerFlight, { rootPem }: Simulator): Findings {
  const certificates = certificatesOf(shown);
  const [leaf] = certificates;
  return {
    version: shown.version,
    period: leaf === undefined ? 'past' : periodOf(leaf),
    hosts: [HOST, ELSEWHERE].filter((host) => leaf?.checkHost(host) !== undefined),
    chain: certificates.length,
    leadsToRoot: leads([...certificates, new X509Certificate(rootPem)]),
  };
}

function periodOf({ validFrom, validTo }: X509Certificate): Findings['period'] {
  const now = Date.now();
  if (Date.parse(validTo) < now) {
    return 'past';
  }
  return Date.parse(validFrom) > now ? 'future' : 'now';
}

/** Each is signed by the next. */
function leads(chain: readonly X509Certificate[]): boolean {
  return chain.every((certificate, index) => {
    const issuer = chain[index + 1];
    return issuer === undefined || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
  });
}
