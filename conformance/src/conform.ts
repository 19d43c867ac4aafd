/** The public API of the suite. */

export { deviceProofs } from './catalogue.ts';
export { compareRuns } from './compare/compare-runs.ts';
export { type Against, type AgainstOptions, conformAgainst } from './compare/conform-against.ts';
export { type ConformanceOptions, type ConformanceResult, planWithoutProbe } from './conformance-options.ts';
export { BenchError, UsageError } from './errors.ts';
export { type GatewayProfileOptions, runGatewayProfile } from './gateway-profile/conform-gateway.ts';
export { listChecks } from './list-checks.ts';
export type { Shard } from './plan.ts';
export { rejudge } from './rejudge.ts';
export { runConformance } from './run-conformance.ts';
