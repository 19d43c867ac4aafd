import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';
import { systemClock } from '../clock.ts';

export interface Issued {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
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

/** Makes a certificate with node-forge, signed by the issuer, or by itself where there is none. */
export function issueCertificate({
  name,
  privateKeyPem,
  issuer,
  serial: serialNumber,
  from,
  to,
  hosts,
}: CertificateRequest): Issued {
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
  // node-forge signs with SHA-1 by default.
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

/** node-forge's alternative names: type 2 is a name, type 7 an address. */
function leafExtensions(hosts: readonly string[]): object[] {
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: hosts.map((host) => (isIP(host) !== 0 ? { type: 7, ip: host } : { type: 2, value: host })),
    },
  ];
}
