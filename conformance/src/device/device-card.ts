import { z } from 'zod';
import { PROOF_NAMES, PROOFS, type ProofName, STRENGTHS } from '../proofs/proof-table.ts';
import { CONTROL_NAMES } from './control-table.ts';
import type { DeviceControls } from './device-controls.ts';
import { type DeviceKind, KINDS } from './device-kind.ts';
import { ROUTE_TEXTS } from './gateway-route.ts';

/** What a run has found out about its device. It is a part of report.json and holds nothing that names a person or a single device. */
export const deviceCardSchema = z.object({
  kind: z.enum(KINDS),
  model: z.string(),
  apiLevel: z.number().describe('0: the device does not say it'),
  gateway: z.string().describe('how the device reaches the gateway'),
  controls: z
    .array(z.object({ name: z.string(), way: z.string().nullable().describe('null: there is no way to set it here') }))
    .readonly(),
  proofs: z
    .array(z.object({ name: z.string(), strength: z.enum(STRENGTHS) }))
    .readonly()
    .describe('what proves who carried a connection, tried or given by the way to the gateway'),
  capabilities: z.array(z.string()).readonly(),
});

export type RunDeviceCard = z.infer<typeof deviceCardSchema>;

export interface CardFacts {
  readonly kind: DeviceKind;
  /** How the device reaches the gateway; absent: as its kind has it. */
  readonly gateway?: string | undefined;
  readonly model: string;
  readonly apiLevel: number;
  readonly controls: DeviceControls;
  readonly proofs: readonly ProofName[];
  readonly capabilities: ReadonlySet<string>;
}

export function deviceCard({ kind, gateway, model, apiLevel, controls, proofs, capabilities }: CardFacts): RunDeviceCard {
  return {
    kind,
    model,
    apiLevel,
    gateway: gateway ?? ROUTE_TEXTS[kind].text,
    controls: CONTROL_NAMES.map((name) => ({ name, way: controls.wayOf(name)?.name ?? null })),
    proofs: PROOF_NAMES.filter((name) => proofs.includes(name)).map((name) => ({ name, strength: PROOFS[name].strength })),
    capabilities: [...capabilities].toSorted(),
  };
}

/** The lines of the card that the lines of the testbed do not have already. */
export function cardLines({ controls }: RunDeviceCard): readonly string[] {
  const ways = [...new Set(controls.flatMap(({ way }) => way ?? []))];
  const named = ways.map((way) => `${controls.flatMap((each) => (each.way === way ? [each.name] : [])).join(', ')} by ${way}`);
  const missing = controls.flatMap(({ name, way }) => (way === null ? [name] : []));
  return [
    `controls    ${named.join(' · ') || 'none'}`,
    ...(missing.length === 0 ? [] : [`no way      ${missing.join(', ')}: checks that need them are skipped`]),
  ];
}
