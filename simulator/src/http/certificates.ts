import { createPrivateKey, generateKeyPair, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { GATEWAY_NAMES } from '../api.ts';
import { systemClock } from '../clock.ts';
import type { RandomBytes } from '../random.ts';

/**
 * A certificate authority of our own: root, intermediate, leaf (wire.md §1, TLS). node-forge makes the certificates, node:crypto the keys.
 * Validity is real time, whatever a scope's clock says.
 */

const makeKeyPair = promisify(generateKeyPair);
export const DAY_MS = 86_400_000;
const LEAF_DAYS = 45;
/** A leaf is made anew before it gets this old. */
const LEAF_RENEWAL_DAYS = 30;
const AUTHORITY_DAYS = 3650;

export interface Issued {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface Authority {
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly leaf: Issued;
}

export interface CertificateRequest {
  readonly name: string;
  readonly privateKeyPem: string;
  readonly issuer: Issued | null;
  readonly serial: string;
  readonly from: number;
  readonly to: number;
  readonly hosts: readonly string[] | null;
}

export async function makeAuthority(random: RandomBytes): Promise<Authority> {
  const [rootKey, intermediateKey] = await Promise.all([makeKeyPem(), makeKeyPem()]);
  const now = systemClock.now();
  const life = { from: now - DAY_MS, to: now + AUTHORITY_DAYS * DAY_MS, hosts: null };
  const root = issue({ ...life, name: 'Quhao TEST root', privateKeyPem: rootKey, issuer: null, serial: serial(random) });
  const intermediate = issue({
    ...life,
    name: 'Quhao TEST intermediate',
    privateKeyPem: intermediateKey,
    issuer: root,
    serial: serial(random),
  });
  return { root, intermediate, leaf: await makeLeaf(intermediate, random) };
}

export async function makeLeaf(intermediate: Issued, random: RandomBytes): Promise<Issued> {
  const now = systemClock.now();
  return issue({
    name: GATEWAY_NAMES.token,
    privateKeyPem: await makeKeyPem(),
    issuer: intermediate,
    serial: serial(random),
    from: now - DAY_MS,
    to: now + (LEAF_DAYS - 1) * DAY_MS,
    hosts: leafHosts(),
  });
}

export function isLeafFresh(leaf: Issued): boolean {
  const certificate = new X509Certificate(leaf.certificatePem);
  const age = systemClock.now() - systemClock.parse(certificate.validFrom);
  return (
    age < LEAF_RENEWAL_DAYS * DAY_MS &&
    leafHosts().every((host) => (isAddress(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined)
  );
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
  // Without `ca` Node reads its 140 public roots, which takes longer than the rest of the start; we ask no client for a certificate.
  return createSecureContext({ key: leaf.privateKeyPem, cert, ca: cert, ...more });
}

/** Under which names and addresses the listeners may be reached; IPv6 link-local ones need a zone and are left out. */
export function leafHosts(): readonly string[] {
  const lan = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map((address) => address.address)
    .filter((address) => !address.startsWith('fe80'));
  return [...new Set([...Object.values(GATEWAY_NAMES), 'localhost', '127.0.0.1', '::1', ...lan])];
}

async function makeKeyPem(): Promise<string> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** Positive and at most 20 bytes, as RFC 5280 §4.1.2.2 asks. */
export function serial(random: RandomBytes): string {
  return `4${random.next(15).toString('hex')}`;
}

export function issue({ name, privateKeyPem, issuer, serial: serialNumber, from, to, hosts }: CertificateRequest): Issued {
  const certificate = forge.pki.createCertificate();
  const privateKey = forge.pki.privateKeyFromPem(
    createPrivateKey(privateKeyPem).export({ type: 'pkcs1', format: 'pem' }).toString(),
  );
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = serialNumber;
  certificate.validity.notBefore = systemClock.date(from);
  certificate.validity.notAfter = systemClock.date(to);
  certificate.setSubject(subject(name));
  const parent = issuer === null ? certificate : forge.pki.certificateFromPem(issuer.certificatePem);
  certificate.setIssuer(parent.subject.attributes);
  certificate.setExtensions([
    ...(hosts === null ? authorityExtensions() : leafExtensions(hosts)),
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: parent.generateSubjectKeyIdentifier().getBytes() },
  ]);
  const signer = issuer === null ? privateKey : forge.pki.privateKeyFromPem(issuer.privateKeyPem);
  // node-forge would sign with SHA-1 unless told.
  certificate.sign(signer, forge.md.sha256.create());
  return { certificatePem: forge.pki.certificateToPem(certificate), privateKeyPem };
}

function subject(name: string): forge.pki.CertificateField[] {
  return [
    { name: 'organizationName', value: 'Quhao test bench, not an operator' },
    { name: 'commonName', value: name },
  ];
}

function authorityExtensions(): object[] {
  return [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ];
}

function isAddress(host: string): boolean {
  return isIP(host) !== 0;
}

/** node-forge's alternative names: type 2 is a name, type 7 an address. */
function leafExtensions(hosts: readonly string[]): object[] {
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: hosts.map((host) => (isAddress(host) ? { type: 7, ip: host } : { type: 2, value: host })),
    },
  ];
}
