import type { Operation } from '../../../simulator/src/model/operations.ts';

/** What an exported request is made of. Secrets are read from the environment when the export is run. */
export interface ExportedCall {
  readonly flow: number;
  readonly operation: Operation;
  readonly url: string;
  /** The fields that are no secret and not new in every request. */
  readonly fields: Readonly<Record<string, string>>;
  readonly code: string;
  readonly codeName: string;
  /** Whose value QUHAO_KEY is. */
  readonly keyName: 'appKey' | 'appSecret';
  /** Of a number request. */
  readonly bearer?: BearerCall;
  /** Where the root certificate of a call over TLS is fetched. */
  readonly rootUrl?: string;
}

export interface BearerCall {
  /** The address of the phone, from which the request comes. */
  readonly session: string;
  readonly keyid: string;
  /** base64 of the gateway's public key, SPKI. */
  readonly publicKey: string;
  /** What is sealed: JSON of plain values. */
  readonly inner: Readonly<Record<string, string>>;
}

/** What the environment has when an export is run. */
const VARIABLES: Readonly<Record<Operation, readonly Variable[]>> = {
  prefetch: ['QUHAO_KEY'],
  'get-token': ['QUHAO_SCRIP', 'QUHAO_KEY'],
  'login-token-validate': ['QUHAO_LOGIN_TOKEN', 'QUHAO_KEY'],
  'token-validate': ['QUHAO_CHECK_TOKEN', 'QUHAO_PHONE', 'QUHAO_KEY'],
};

type Variable = keyof typeof MEANINGS;

const MEANINGS = {
  QUHAO_KEY: ({ keyName, fields }: ExportedCall) => `the ${keyName} of app ${fields['appid'] ?? fields['appId']}`,
  QUHAO_SCRIP: () => 'a scrip: the second line that quhao flow export --step prefetch --to curl prints when it is run',
  QUHAO_LOGIN_TOKEN: () => 'a token: quhao token mint',
  QUHAO_CHECK_TOKEN: () => 'a token: quhao token mint --capability check',
  QUHAO_PHONE: () => 'the number to check, 11 digits',
} as const;

export function variablesOf({ operation }: ExportedCall): readonly Variable[] {
  return VARIABLES[operation];
}

/** What stands above the text that is made. */
export function headOf(call: ExportedCall): readonly string[] {
  const { flow, operation, code, codeName } = call;
  return [
    `Flow ${flow}: this ${operation} was answered ${code} ${codeName}.`,
    ...variablesOf(call).map((name) => `Set ${name}: ${MEANINGS[name](call)}.`),
  ];
}

/** The name of a test: `prefetchIsAnswered103000`. */
export function testName({ operation, code }: ExportedCall): string {
  const name = operation.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return `${name}IsAnswered${code}`;
}
