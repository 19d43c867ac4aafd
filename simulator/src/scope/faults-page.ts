import { z } from 'zod';
import { EFFECTS, type EffectRow, STAGES } from '../model/fault-effect.ts';
import { whenSchema } from '../model/fault-when.ts';

/** Which of several rules acts. OpenAPI has these sentences too. */
export const PRECEDENCE = [
  `A request meets the stages in this order: ${STAGES.join(', ')}.`,
  'At each stage the oldest rule that fires acts, alone: a younger one of the same stage counts no hit, but for its `when` it counts the request (nth, first, every) like every other that matches.',
  'A rule with `afterStep` comes after all others: it does not act at a stage where another rule has acted.',
  'Rules of different stages act together, so that a code, a content type, a delay and a reset may meet in one answer.',
  'A rule fires where plane, operation, every field of `match` and its `when` agree, its `times` are not used up and its `ttlMs` is not over; times are on the scope’s clock, from the arming.',
  'Connection and TLS rules act before an appid is known: a listener of a scope’s own is that scope’s, a leased address is its scope’s, all the rest is the default scope’s.',
  'Each rule counts its `hits`; a scope’s report lists those that never fired, and the journal shows which fired at each request.',
] as const;

/** docs/faults.md. The control listener serves it too. */
export function faultsPage(): string {
  const effects = EFFECTS.map(effectLine);
  const whens = whenSchema.options.map((option) => {
    const { properties = {}, description = '' } = jsonOf(option);
    return `| ${Object.keys(properties).join(', ')} | ${description} |`;
  });
  return [
    '# Fault rules',
    'Printed from the source; a difference fails the tests. `POST /v1/faults`, `scope.putFault(rule)`, or `faults` in the config file:',
    '```json\n{"plane": "bearer", "operation": "prefetch", "match": {"appid": "300000000001"}, "when": {"nth": 2}, "times": 1, "ttlMs": 60000,\n "effect": {"kind": "delay", "ms": 3000}}\n```',
    'Only `plane` and `effect` are needed. What could never fire is refused with the place named.',
    '## Which rule acts',
    PRECEDENCE.map((line) => `- ${line}`).join('\n'),
    '## `when`',
    ['| key | fires for |', '|---|---|', ...whens].join('\n'),
    '## Effects',
    ['| stage | kind | with | what happens |', '|---|---|---|---|', ...effects].join('\n'),
    '',
  ].join('\n\n');
}

interface ObjectSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

function jsonOf(schema: z.ZodType): ObjectSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as ObjectSchema;
}

function effectLine({ kind, stages, keys, happens }: EffectRow): string {
  const { properties = {} } = jsonOf(z.strictObject(keys));
  const values = Object.entries(properties).map(([key, value]) =>
    value.enum === undefined ? key : `${key}: ${value.enum.join(', ')}`,
  );
  return `| ${stages.join(', ')} | ${kind} | ${values.join('; ')} | ${happens} |`;
}
