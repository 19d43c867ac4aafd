import { constants, generateKeyPair, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { promisify } from 'node:util';
import { systemClock } from '../clock.ts';
import { GATEWAY_NAMES } from '../model/listeners.ts';
import type { RandomBytes } from '../random.ts';
import type { CertificateRequest, Issued } from './issue-certificate.ts';

/**
 * The simulator's certificate authority: root, intermediate, leaf (wire.md §1, TLS). node:crypto makes the keys, node-forge the certificates.
 * Validity is real time, whatever a scope's clock says.
 */

const makeKeyPair = promisify(generateKeyPair);
export const DAY_MS = 86_400_000;
const LEAF_DAYS = 45;
/** A leaf of this age is replaced. */
const LEAF_RENEWAL_DAYS = 30;
const AUTHORITY_DAYS = 3650;

export interface Authority {
  /** Without its key, which is needed only to make an intermediate. */
  readonly root: Pick<Issued, 'certificatePem'>;
  readonly intermediate: Issued;
  readonly leaf: Issued;
  /** The names and addresses of the leaf. */
  readonly hosts: readonly string[];
}

/** Also the name of a root that nobody trusts: a client that compares names only takes it. */
export const ROOT_NAME = 'Quhao TEST root';

export function makeRoot(random: RandomBytes): Promise<Issued> {
  return makeIssuer({ name: ROOT_NAME, issuer: null }, random);
}

export function makeIntermediate(root: Issued, random: RandomBytes): Promise<Issued> {
  return makeIssuer({ name: 'Quhao TEST intermediate', issuer: root }, random);
}

async function makeIssuer(who: Pick<CertificateRequest, 'name' | 'issuer'>, random: RandomBytes): Promise<Issued> {
  const now = systemClock.now();
  const life = { from: now - DAY_MS, to: now + AUTHORITY_DAYS * DAY_MS, hosts: null };
  return issue({ ...life, ...who, privateKeyPem: await makeKeyPem(), serial: serial(random) });
}

export interface LeafRequest {
  readonly intermediate: Issued;
  readonly hosts: readonly string[];
}

export async function makeLeaf({ intermediate, hosts }: LeafRequest, random: RandomBytes): Promise<Issued> {
  const now = systemClock.now();
  return issue({
    name: GATEWAY_NAMES.token,
    privateKeyPem: await makeKeyPem(),
    issuer: intermediate,
    serial: serial(random),
    from: now - DAY_MS,
    to: now + (LEAF_DAYS - 1) * DAY_MS,
    hosts,
  });
}

/** Whether a leaf is young enough and has all of these names and addresses. */
export function isLeafFresh(leaf: Issued, hosts: readonly string[]): boolean {
  const certificate = new X509Certificate(leaf.certificatePem);
  const age = systemClock.now() - systemClock.parse(certificate.validFrom);
  return (
    age < LEAF_RENEWAL_DAYS * DAY_MS &&
    hosts.every((host) => (isIP(host) !== 0 ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined)
  );
}

/** Whether the certificate's signature is by this issuer. */
export function isIssuedBy({ certificatePem }: Issued, issuerPem: string): boolean {
  return new X509Certificate(certificatePem).verify(new X509Certificate(issuerPem).publicKey);
}

/** Loads node-forge for the first certificate that is made: a start whose data folder has all of them does not need it. */
export async function issue(request: CertificateRequest): Promise<Issued> {
  const { issueCertificate } = await import('./issue-certificate.ts');
  return issueCertificate(request);
}

export function serverContext({ leaf, intermediate }: Authority): SecureContext {
  return contextOf(leaf, [intermediate]);
}

export function contextOf(
  leaf: Issued,
  chain: readonly Issued[],
  more: SecureContextOptions = { minVersion: 'TLSv1.2' },
): SecureContext {
  const cert = [leaf, ...chain].map(({ certificatePem }) => certificatePem).join('');
  // Without `ca` Node reads its 140 public roots, which takes longer than the rest of the start. No client is asked for a certificate.
  return createSecureContext({
    key: leaf.privateKeyPem,
    cert,
    ca: cert,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    ...more,
  });
}

/** The names and addresses of the listeners, and those that the user adds. IPv6 link-local addresses need a zone and are left out. */
export function leafHosts(added: readonly string[]): readonly string[] {
  const lan = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map((address) => address.address)
    .filter((address) => !address.startsWith('fe80'));
  return [...new Set([...Object.values(GATEWAY_NAMES), 'localhost', '127.0.0.1', '::1', ...lan, ...added])];
}

async function makeKeyPem(): Promise<string> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** Positive and at most 20 bytes, as RFC 5280 §4.1.2.2 asks. */
export function serial(random: RandomBytes): string {
  return `4${random.next(15).toString('hex')}`;
}
