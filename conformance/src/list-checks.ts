import { type ConformanceOptions, selectionOf } from './conformance-options.ts';
import { gatewayNeedOf } from './gateway-need.ts';
import { GATEWAY_CHECKS } from './gateway-profile/gateway-catalogue.ts';
import type { GatewayCheck } from './gateway-profile/gateway-check.ts';
import { gatewayNeedsOf } from './gateway-profile/gateway-needs.ts';
import { lawsOf } from './law-book.ts';
import { requireChecks, requireSelection } from './preflight.ts';

/** A check or a law as `quhao conform --list` shows it. */
interface ListedCheck {
  readonly id: string;
  readonly kind: 'check' | 'law';
  readonly clause: readonly string[];
  readonly level: string;
  readonly subject: string;
  readonly profile: readonly string[];
  /** Capabilities of the device, and what it needs of the gateway. */
  readonly needs: readonly string[];
}

/** What a run with this selection would judge, in its order. Throws UsageError. */
export function listChecks(options: Pick<ConformanceOptions, 'profile' | 'grep' | 'shard'>): readonly ListedCheck[] {
  if (options.profile === 'gateway') {
    return requireSelection(GATEWAY_CHECKS, selectionOf(options)).map(listedGatewayCheck);
  }
  const checks = requireChecks(selectionOf(options)).map((check): ListedCheck => {
    const { id, clause, level, subject, profile, needs } = check;
    const gateway = gatewayNeedOf(check);
    return {
      id,
      kind: 'check',
      clause,
      level,
      subject,
      profile,
      needs: gateway === 'none' ? needs : [...needs, `gateway:${gateway}`],
    };
  });
  const laws = lawsOf(null).map(({ id, clause, level, subject }): ListedCheck => {
    return { id, kind: 'law', clause, level, subject, profile: [], needs: [] };
  });
  return [...checks, ...laws];
}

function listedGatewayCheck(check: GatewayCheck): ListedCheck {
  const { id, clause, level, subject, profile } = check;
  return { id, kind: 'check', clause, level, subject, profile, needs: gatewayNeedsOf(check) };
}
