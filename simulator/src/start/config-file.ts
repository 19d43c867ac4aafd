import { z } from 'zod';
import { STRICTNESSES, type Strictness } from '../model/documents.ts';
import type { ScopeSeed, StartScope } from '../model/scope-handle.ts';
import type { WrongPlace } from '../model/yaml-text.ts';
import { prototypeKeys, whitelistSchema } from '../scope/documents.ts';
import { seedParts } from '../scope/scope-seed.ts';
import { wrongReferences } from './config-references.ts';
import { ConfigYaml } from './config-yaml.ts';
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

/** Reads options from YAML; a ProblemError names every place that is wrong, with its line in the file. */
export async function readConfig(text: string, file = 'the config file'): Promise<SimulatorOptions> {
  const yaml = await ConfigYaml.parse(text, file);
  yaml.refuse(prototypeKeys(yaml.value));
  yaml.refuse(yaml.wrongPlaces(configSchema));
  const { listeners, scopes, ...config } = yaml.value as WrittenConfig;
  yaml.refuse(doubledOptions(yaml.value as WrittenConfig));
  yaml.refuse(wrongReferences(config, scopes ?? []));
  return {
    ...plain(config),
    ...(listeners === undefined ? {} : { ports: listeners }),
    ...(scopes === undefined ? {} : { scopes: scopes.map(plain) }),
  };
}

/** Options that the file sets in two ways. */
function doubledOptions({ listeners, ports, scopes = [], ...top }: WrittenConfig): readonly WrongPlace[] {
  const say = (path: readonly PropertyKey[], other: string): WrongPlace => ({
    path,
    message: `says the same thing as ${other}; keep one of them`,
  });
  const places = [top, ...scopes].flatMap(({ strictness, settings }, index) => {
    const isDouble = strictness !== undefined && settings?.strictness !== undefined;
    return isDouble ? [say([...(index === 0 ? [] : ['scopes', index - 1]), 'strictness'], 'settings.strictness')] : [];
  });
  return listeners !== undefined && ports !== undefined ? [...places, say(['listeners'], 'ports')] : places;
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
