import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../errors.ts';

/** `--gateway FILE`: what a gateway that is not our own must tell, so that it can be judged. */

/** A value, or the environment variable that has it. */
const secret = z.union([z.string().min(1), z.strictObject({ env: z.string().min(1) })]);

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
  const text = await readText(path, 'the gateway file');
  const parsed = fileSchema.safeParse(parsedYaml(text, path));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path: place, message }) => `  ${place.join('.') || 'the file'}: ${message}`);
    throw new UsageError(`${path} is no gateway file:\n${issues.join('\n')}\n${NEEDED}`);
  }
  const { app, client, ca, ...rest } = parsed.data;
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
    ca: ca === undefined ? null : await readText(near(ca), 'the root certificate'),
  };
}

type ClientOfFile = NonNullable<z.infer<typeof fileSchema>['client']>;

async function withKey({ publicKey, ...client }: ClientOfFile, near: (file: string) => string): Promise<GatewayFile['client']> {
  return { ...client, publicKeyPem: await readText(near(publicKey), "the gateway's public key") };
}

function parsedYaml(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no YAML: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function readText(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${what} ${path} cannot be read: ${String(error)}`, { cause: error });
  });
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
