import { gatewayClientChecks } from '../../checks/gateway-client.ts';
import { gatewayServerChecks } from '../../checks/gateway-server.ts';
import type { GatewayCheck } from './gateway-check.ts';

/** Every check of the gateway profile, in the order in which they run. */
export const GATEWAY_CHECKS: readonly GatewayCheck[] = [...gatewayClientChecks, ...gatewayServerChecks];
