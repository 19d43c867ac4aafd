import { createPublicKey } from 'node:crypto';

/** What stands in a field for an app's RSA public key, and what is to be done where it is something else. Never shows the text. */

/** wire.md §4: an app's keys have 1024 or 2048 bits. */
const KEY_BITS: readonly unknown[] = [1024, 2048];

const TAKEN = 'taken is one RSA public key of 1024 or 2048 bits as SPKI PEM, -----BEGIN PUBLIC KEY-----';

const MARK = /-----(BEGIN|END) ([A-Z0-9 ]+)-----/g;

interface WrongForm {
  readonly what: string;
  readonly cure: string;
}

/** By the label of the PEM block. */
const WRONG_LABELS: Readonly<Record<string, WrongForm>> = {
  CERTIFICATE: { what: 'a certificate', cure: 'take its key: openssl x509 -pubkey -noout -in cert.pem' },
  'RSA PUBLIC KEY': { what: 'a PKCS#1 public key', cure: 'openssl rsa -RSAPublicKey_in -pubout -in key.pem' },
  'CERTIFICATE REQUEST': { what: 'a certificate request', cure: 'take its key: openssl req -pubkey -noout -in request.pem' },
  'SSH2 PUBLIC KEY': { what: 'an SSH public key', cure: 'ssh-keygen -e -m PKCS8 -f key.pub' },
};

const PRIVATE: WrongForm = {
  what: 'a private key, which no operator is given',
  cure: 'send the public half: openssl pkey -pubout -in key.pem; a key that was sent counts as known',
};

/** By the beginning of a text that has no PEM block. */
const WRONG_TEXTS: readonly { readonly form: RegExp; readonly what: string; readonly cure: string }[] = [
  { form: /^\s*$/, what: 'empty', cure: 'send null for no key' },
  { form: /^\s*ssh-/, what: 'an SSH public key', cure: 'ssh-keygen -e -m PKCS8 -f key.pub' },
  { form: /^\s*\{/, what: 'a JWK', cure: 'export it as SPKI PEM' },
  { form: /-----BEGIN/, what: 'a PEM block without its end', cure: 'send all of its lines' },
  {
    form: /^[0-9A-Za-z+/=\s]{100,}$/,
    what: 'base64 or hexadecimal without the lines around it',
    cure: 'put -----BEGIN PUBLIC KEY----- before it and -----END PUBLIC KEY----- after it, in lines of 64',
  },
  { form: /\.(?:pem|key|crt|cer|pub|der)\s*$/i, what: 'a file name', cure: 'send what the file has' },
];

/** Why the text is not taken, what to do, and what is taken; null where it is taken. */
export function whyNoPublicKey(text: string): string | null {
  const wrong = wrongForm(text);
  return wrong === null ? null : `is ${wrong.what}: ${wrong.cure}; ${TAKEN}`;
}

function wrongForm(text: string): WrongForm | null {
  if (/\\n/.test(text) && text.includes('-----BEGIN')) {
    return { what: 'PEM whose line ends are a backslash and an n', cure: 'send real line ends' };
  }
  const blocks = pemBlocks(text);
  const [first, second] = blocks;
  if (blocks.some(({ label }) => label.endsWith('PRIVATE KEY'))) {
    return PRIVATE;
  }
  if (first === undefined) {
    return (
      WRONG_TEXTS.find(({ form }) => form.test(text)) ?? { what: 'no PEM', cure: 'export the key with openssl pkey -pubout' }
    );
  }
  if (second !== undefined) {
    return { what: `${blocks.length} PEM blocks`, cure: 'send one: verifyKeyPem verifies, encryptKeyPem encrypts' };
  }
  if (first.label !== 'PUBLIC KEY') {
    return WRONG_LABELS[first.label] ?? { what: `a PEM block ${first.label}`, cure: 'send the public key alone' };
  }
  return (text.slice(0, first.start) + text.slice(first.end)).trim() === ''
    ? wrongKey(text, first)
    : { what: 'a key with other text around it', cure: 'send the key alone' };
}

interface PemBlock {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** What stands between the two lines. */
  readonly content: string;
}

/** Each from a line of BEGIN to the next line of END with its label. */
function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  const open = new Map<string, RegExpExecArray>();
  for (const mark of text.matchAll(MARK)) {
    const [line, kind, label = ''] = mark;
    const begin = open.get(label);
    if (kind === 'BEGIN' && begin === undefined) {
      open.set(label, mark);
    } else if (kind === 'END' && begin !== undefined) {
      const content = text.slice(begin.index + begin[0].length, mark.index);
      blocks.push({ label, start: begin.index, end: mark.index + line.length, content });
      open.clear();
    }
  }
  return blocks;
}

function wrongKey(text: string, block: PemBlock): WrongForm | null {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(text);
    if (asymmetricKeyType !== 'rsa') {
      return { what: `a key of type ${asymmetricKeyType ?? 'unknown'}`, cure: 'the operator takes RSA only' };
    }
    const bits = asymmetricKeyDetails?.modulusLength;
    return KEY_BITS.includes(bits) ? null : { what: `an RSA key of ${bits} bits`, cure: 'generate one of 2048 bits' };
  } catch {
    return wrongLines(block) ?? { what: 'PEM whose content is no key', cure: 'copy it again, every line of it' };
  }
}

/** A key whose lines alone are wrong; null where it is none with right lines either. */
function wrongLines({ content }: PemBlock): WrongForm | null {
  const lines = content.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  const whole = ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
  try {
    createPublicKey(whole);
  } catch {
    return null;
  }
  return /\n/.test(content.trim())
    ? { what: 'PEM whose lines are indented, or have other blanks in them', cure: 'remove the blanks from its lines' }
    : { what: 'PEM whose line breaks are missing', cure: 'put BEGIN, END and what stands between on lines of their own' };
}
