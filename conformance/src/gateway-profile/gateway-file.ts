import { X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { readNamedFile } from '../named-file.ts';
import { type WrongPlace, YamlFile } from '../yaml-file.ts';

/** `--gateway FILE`: what a gateway that is not our own must tell, so that it can be judged. */

/** A value, or the environment variable that has it. */
const secret = z.union([z.string().min(1), z.strictObject({ env: z.string().min(1) })], {
  error: ({ input }) =>
    input === undefined
      ? 'is missing'
      : 'must be the key as a text in quotes, or { env: NAME } for the environment variable NAME',
});

const url = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' });

const fileSchema = z.strictObject({
  app: z.strictObject({
    appid: z.string().min(1),
    appKey: secret,
    /** Absent: loginTokenValidate is signed with the appKey. */
    appSecret: secret.optional(),
    packageName: z.string().default(''),
    certificateMd5: z.string().default(''),
  }),
  /** Paths or URLs of the server calls. */
  endpoints: z
    .strictObject({
      loginTokenValidate: z.string().default('/unisdk/rsapi/loginTokenValidate'),
      tokenValidate: z.string().default('/openapi/rs/tokenValidate'),
    })
    .prefault({}),
  /** Commands that print a fresh token, and the number behind it. */
  tokens: z
    .strictObject({ login: z.string().optional(), check: z.string().optional(), number: z.string().optional() })
    .prefault({}),
  /** The client operations, where the gateway speaks dialect quhao-1. */
  client: z
    .strictObject({
      number: z.strictObject({ mobile: url, unicom: url.optional(), telecom: url.optional() }),
      token: url,
      keyId: z.string(),
      /** File with the gateway's public key, PEM. */
      publicKey: z.string(),
    })
    .optional(),
  /** File with the root certificate of its HTTPS, PEM. */
  ca: z.string().optional(),
});

export interface GatewayFile extends Omit<z.infer<typeof fileSchema>, 'app' | 'client' | 'ca'> {
  readonly app: { readonly [Field in keyof z.infer<typeof fileSchema>['app']]: string | undefined } & {
    readonly appid: string;
    readonly appKey: string;
  };
  readonly client:
    | (Omit<NonNullable<z.infer<typeof fileSchema>['client']>, 'publicKey'> & { readonly publicKeyPem: string })
    | null;
  readonly ca: string | null;
}

const NEEDED = `A gateway file names what the gateway cannot tell by itself:
  app:
    appid: "300000000001"
    appKey: { env: APP_KEY }            # or the key itself
    appSecret: { env: APP_SECRET }      # absent: the appKey signs loginTokenValidate
  endpoints:                            # where they are not the documented paths
    loginTokenValidate: /unisdk/rsapi/loginTokenValidate
    tokenValidate: /openapi/rs/tokenValidate
  tokens:                               # absent: checks that need a token are skipped
    login: ./fresh-token.sh login       # prints one fresh token
    check: ./fresh-token.sh check
    number: "15400000001"               # the number behind the tokens
  client:                               # only for a gateway that speaks dialect quhao-1 (docs/wire.md)
    number: { mobile: "http://…/unisdk/rs/getPrePhonescrip" }
    token: "https://…/unisdk/rs/getAuthToken"
    keyId: "1"
    publicKey: gateway.pem
  ca: root.pem                          # where the system does not trust its HTTPS`;

/** `--url` says where the gateway is; everything else stands in the file. */
export function requireGatewayFile(path: string | undefined): string {
  if (path === undefined) {
    throw new UsageError(`--url needs --gateway FILE beside it. ${NEEDED}`);
  }
  return path;
}

/** Reads and completes the file. Throws UsageError that names what is missing. */
export async function readGatewayFile(path: string): Promise<GatewayFile> {
  const text = await readNamedFile(path, 'the gateway file');
  const { value, wrong } = new YamlFile(text, path, 'core').read(fileSchema);
  if (wrong !== null) {
    throw new UsageError(wrongPlaces(wrong, path));
  }
  const { app, client, ca, ...rest } = value;
  const { appKey, appSecret, ...names } = app;
  const near = (file: string): string => resolve(dirname(path), file);
  return {
    ...rest,
    app: {
      ...names,
      appKey: secretFrom(appKey, 'app.appKey', path),
      appSecret: appSecret === undefined ? undefined : secretFrom(appSecret, 'app.appSecret', path),
    },
    client: client === undefined ? null : await withKey(client, near),
    ca: ca === undefined ? null : await readCertificate(near(ca)),
  };
}

type ClientOfFile = NonNullable<z.infer<typeof fileSchema>['client']>;

async function withKey({ publicKey, ...client }: ClientOfFile, near: (file: string) => string): Promise<GatewayFile['client']> {
  return { ...client, publicKeyPem: await readNamedFile(near(publicKey), "the gateway's public key") };
}

/** A line each. The sample of a whole file follows where the file has no app at all; elsewhere it would hide the lines. */
function wrongPlaces(wrong: readonly WrongPlace[], path: string): string {
  const lines = wrong.map(({ line, place, message }) => `${path}:${line}: ${place || 'the file'}: ${message}`);
  const isBare = wrong.some(({ place, message }) => (place === '' || place === 'app') && !message.startsWith('there is no key'));
  return isBare
    ? `${lines.join('\n')}\n${NEEDED}`
    : `${lines.join('\n')}\nThe whole form of a gateway file: docs/conformance.md §9`;
}

async function readCertificate(path: string): Promise<string> {
  const pem = await readNamedFile(path, 'the root certificate');
  try {
    new X509Certificate(pem);
  } catch (error) {
    const needed = 'a certificate begins with -----BEGIN CERTIFICATE-----';
    throw new UsageError(`ca: ${path} is no certificate in PEM: ${needed}`, { cause: error });
  }
  return pem;
}

/** Reports are redacted by their text: a shorter secret would stand in every word of them. */
const SHORTEST_SECRET = 6;

function secretFrom(given: z.infer<typeof secret>, place: string, path: string): string {
  const value = typeof given === 'string' ? given : process.env[given.env];
  if (value === undefined || value === '') {
    const name = typeof given === 'string' ? '' : given.env;
    throw new UsageError(`${path}: ${place} names the environment variable ${name}, which is not set`);
  }
  if (value.length < SHORTEST_SECRET) {
    const reason = `reports must not show it, and so short a text would be taken out of every line`;
    throw new UsageError(`${path}: ${place} has fewer than ${SHORTEST_SECRET} characters: ${reason}; give the whole key`);
  }
  return value;
}
