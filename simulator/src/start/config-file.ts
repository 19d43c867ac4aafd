import { z } from 'zod';
import { STRICTNESSES, type Strictness } from '../model/documents.ts';
import type { ScopeSeed, StartScope } from '../model/scope-handle.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { read, whitelistSchema } from '../scope/documents.ts';
import { needDistinct, seedParts } from '../scope/scope-seed.ts';
import type { SimulatorOptions } from './simulator-options.ts';
import { certificateHostsSchema, portsSchema } from './start-options.ts';

/** The config file of `quhao serve --config`. It has all options of startSimulator, so that a tool can arrange a simulator without the control API. */

/** The keys that every scope can have. */
const scopeParts = { ...seedParts, strictness: z.enum(STRICTNESSES).optional() };

const configSchema = z.strictObject({
  host: z.string().min(1).optional(),
  controlHost: z.string().min(1).optional(),
  dataDir: z.string().min(1).optional(),
  listeners: portsSchema.optional(),
  ports: portsSchema.optional(),
  trustedPeers: whitelistSchema.optional(),
  certificateHosts: certificateHostsSchema.optional(),
  ...scopeParts,
  scopes: z
    .array(
      z.strictObject({ id: z.string().optional(), ttlMs: z.int().optional(), listeners: z.boolean().optional(), ...scopeParts }),
    )
    .optional(),
});

/** The file as it is written, without defaults: the reader of each document sets them. */
type Written<T> = T & { readonly strictness?: Strictness };
type WrittenConfig = Written<Omit<SimulatorOptions, 'scopes' | 'dialect'>> & {
  readonly listeners?: SimulatorOptions['ports'];
  readonly scopes?: readonly Written<StartScope>[];
};

/** Reads options from YAML; a ProblemError names every place that is wrong. The YAML parser is loaded only if there is a file. */
export async function readConfig(text: string): Promise<SimulatorOptions> {
  const { parse } = await import('yaml');
  let document: unknown;
  try {
    document = parse(text) ?? {};
  } catch (error) {
    throw new ProblemError(
      'not-json',
      `the config file is no YAML: ${error instanceof Error ? error.message.trim() : String(error)}`,
    );
  }
  readWithHints(document);
  const { listeners, scopes, ...config } = document as WrittenConfig;
  refuseDoubles(document as WrittenConfig);
  needDistinct(config);
  for (const scope of scopes ?? []) {
    needDistinct(scope);
  }
  return {
    ...plain(config),
    ...(listeners === undefined ? {} : { ports: listeners }),
    ...(scopes === undefined ? {} : { scopes: scopes.map(plain) }),
  };
}

/** YAML's own traps: what was meant as a text, and is a number or a word to YAML. */
const YAML_HINTS = [
  {
    message: /expected string, received number/,
    hint: 'without quotes YAML reads it as a number; put it in quotes, all of its digits',
  },
  { message: /expected string, received boolean/, hint: 'without quotes YAML reads it as true or false; put it in quotes' },
  { message: /expected string, received null/, hint: 'YAML reads nothing, ~ and null as no value; put the text in quotes' },
  { message: /expected boolean, received string/, hint: 'YAML 1.2 knows true and false, not yes, no, on and off' },
] as const;

/** Judges the file; a place that fell into one of YAML's traps says so. */
function readWithHints(document: unknown): void {
  try {
    read(configSchema, 'config file', document);
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    const places = error.places.map(({ pointer, message }) => {
      const row = YAML_HINTS.find(({ message: form }) => form.test(message));
      return { pointer, message: row === undefined ? message : `${message}: ${row.hint}` };
    });
    const text = places.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new ProblemError('invalid', `the config file is not valid: ${text}`, places);
  }
}

/** Refuses a file that sets one option in two ways. */
function refuseDoubles({ listeners, ports, scopes = [], ...top }: WrittenConfig): void {
  const places = [top, ...scopes].flatMap(({ strictness, settings }, index) => {
    const isDouble = strictness !== undefined && settings?.strictness !== undefined;
    return isDouble ? [{ pointer: `${index === 0 ? '' : `/scopes/${index - 1}`}/strictness`, other: 'settings.strictness' }] : [];
  });
  const doubles =
    listeners !== undefined && ports !== undefined ? [...places, { pointer: '/listeners', other: 'ports' }] : places;
  const problems = doubles.map(({ pointer, other }) => ({
    pointer,
    message: `and ${other} say the same thing; keep one of them`,
  }));
  if (problems.length > 0) {
    const text = problems.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new ProblemError('invalid', `the config file is not valid: ${text}`, problems);
  }
}

/** Moves `strictness` into the settings. */
function plain<T extends Pick<ScopeSeed, 'settings'>>({ strictness, ...rest }: Written<T>): Omit<Written<T>, 'strictness'> {
  return strictness === undefined ? rest : { ...rest, settings: { ...rest.settings, strictness } };
}

/** The JSON schema of the file; it is published for editors. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
}

/** The configured numbers that are not test numbers. `quhao serve` warns of them at its start. */
export function foreignNumbers({ subscribers = [], scopes = [] }: SimulatorOptions): readonly string[] {
  return [...subscribers, ...scopes.flatMap((scope) => scope.subscribers ?? [])]
    .map(({ msisdn }) => msisdn)
    .filter((msisdn) => !msisdn.startsWith('154'));
}

/** The file that `quhao init` writes. */
export const CONFIG_EXAMPLE = `# quhao serve --config quhao.yaml
# Everything here may be left out. The default scope has app 300000000001 and subscriber 15400000001 anyway.

# preset: personas           # numbers 154 0000 SSNN whose digits SS say what happens to them; none: without them
# strictness: guide          # or field: accepts what works in the field

# listeners: {bearer: 7080, token: 7443, exchange: 7084, exchangeTls: 7444, control: 7900}   # 0: any free port
# trustedPeers: 127.0.0.0/8,::1          # whose PROXY headers are believed
# certificateHosts: [desk.example.test]  # names that the TLS certificate is for besides ours

# seed: nightly              # same seed, same tokens
# clock: {rate: 1}           # 0 freezes, 60 makes a minute of a second; now: epoch milliseconds to begin at

# journal: {maxEntries: 10000, maxBytes: 33554432}   # its bounds; the oldest entries are dropped first

# settings:
#   scripLifeMs: 3600000
#   scripUse: many           # or once
#   timeWindowMs: null       # how far systemtime may be off; null: not looked at
#   msgidReplay: allowed     # or refused

# apps:
#   - appid: "300000000002"
#     keyMethod: MD5_APP_SECRET
#     packageName: com.example.login
#     certificateMd5: 0123456789abcdef0123456789abcdef
#     whitelist: 127.0.0.1,::1,192.168.0.0/16

# subscribers:
#   - {msisdn: "15400000002", operator: unicom}

# sessions:                  # which bearer address is whose
#   - {address: 127.0.0.2, msisdn: "15400000002"}

# bearers:                   # ports for one subscriber: whoever connects there has the session
#   - {msisdn: "15400000002", ports: {bearer: 0, token: 0}}

# faults:
#   - {plane: bearer, when: {nth: 2}, effect: {kind: delay, ms: 3000}}

# scopes:                    # scopes of their own beside the default one
#   - id: second
#     listeners: true        # ports of its own, printed at start
#     apps:
#       - {appid: "300000000003"}
`;
