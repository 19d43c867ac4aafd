import { z } from 'zod';
import type { SimulatorOptions } from './api.ts';
import { read } from './state/documents.ts';
import { Problem } from './state/problem.ts';
import { needDistinct, seedParts } from './state/scope-seed.ts';

/** What `quhao serve --config` reads: all that startSimulator takes, so that another's test tool needs no control API. */

const port = z.int().min(0).max(65_535).optional();

const configSchema = z.strictObject({
  host: z.string().optional(),
  dataDir: z.string().optional(),
  ports: z
    .strictObject({
      bearer: port,
      bearerProxy: port,
      token: port,
      tokenProxy: port,
      exchange: port,
      exchangeProxy: port,
      exchangeTls: port,
      control: port,
    })
    .optional(),
  ...seedParts,
});

/** Options out of YAML; a Problem names every place that is wrong. The parser is loaded for who has a file, and keeps nobody else waiting. */
export async function readConfig(text: string): Promise<SimulatorOptions> {
  const { parse } = await import('yaml');
  let document: unknown;
  try {
    document = parse(text) ?? {};
  } catch (error) {
    throw new Problem('not-json', `the config file is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  read(configSchema, 'config file', document);
  needDistinct(document as SimulatorOptions);
  // As written: defaults are set where each document is read, and an absent key stays absent.
  return document as SimulatorOptions;
}

/** The schema, published for editors. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
}

/** Numbers of a config that are no test numbers: told once at start. */
export function foreignNumbers({ subscribers = [] }: SimulatorOptions): readonly string[] {
  return subscribers.map(({ msisdn }) => msisdn).filter((msisdn) => !msisdn.startsWith('154'));
}

/** What `quhao init` writes. */
export const CONFIG_EXAMPLE = `# quhao serve --config quhao.yaml
# Everything here may be left out. The default scope has app 300000000001 and subscriber 15400000001 anyway.

# preset: personas           # numbers 154 0000 SSNN whose digits SS say what happens to them

# ports: {bearer: 7080, token: 7443, exchange: 7084, exchangeTls: 7444, control: 7900}

# seed: nightly              # same seed, same tokens
# clock: {rate: 1}           # 0 freezes, 60 makes a minute of a second

# journal: {maxEntries: 10000, maxBytes: 33554432}   # what is kept for questions; the oldest go first

# settings:
#   strictness: guide        # or field: accepts what works in the field
#   scripLifeMs: 3600000
#   scripUse: many           # or once

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
`;
