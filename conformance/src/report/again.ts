import { basename } from 'node:path';
import { type GatewayPlaceFlags, gatewayFlagsText } from '../device/gateway-address.ts';
import type { Outcome } from '../verdict.ts';

/** What a run was asked to judge, as far as a later run must be asked the same. */
export interface AgainOptions extends Omit<GatewayPlaceFlags, 'serial'> {
  readonly profile?: 'gateway';
  readonly url?: string | undefined;
  readonly gateway?: string | undefined;
  readonly variant?: string | undefined;
  readonly serial?: string | undefined;
  /** Absent where it is the probe that scripts/build-probe made. */
  readonly probe?: string | undefined;
  /** Flags and files of an SDK that was built into a probe. */
  readonly sdkWords?: readonly string[] | undefined;
  readonly routes?: readonly string[] | undefined;
  readonly dialect?: string | undefined;
}

/** The command that a run began with, without what selects checks. */
export function commandOf({
  profile,
  url,
  gateway,
  variant,
  serial,
  probe,
  sdkWords = [],
  routes = [],
  dialect,
  ...place
}: AgainOptions): string {
  const options = {
    '--profile': profile,
    '--url': url,
    '--gateway': gateway,
    '--variant': variant,
    '--serial': serial,
    '--probe': probe,
    '--dialect': dialect,
  };
  const given = Object.entries(options).flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoted(value)]));
  const led = routes.flatMap((route) => ['--route', quoted(route)]);
  return ['quhao conform', ...given, ...sdkWords.map(quoted), ...led, ...gatewayFlagsText(place).map(quoted)].join(' ');
}

/**
 * The line that runs a check again, alone. A law is judged over rows: the line runs the row in which it was broken. Null where no check
 * belongs to the outcome, or no row broke the law.
 */
export function againLine({ id, clause, evidence }: Outcome, command: string): string | null {
  if (clause.length === 0) {
    return null;
  }
  if (!id.startsWith('law-')) {
    return `${command} --grep '^${id}$'`;
  }
  return evidence === null ? null : `${command} --grep '^${basename(evidence)}$'`;
}

/** For a POSIX shell. */
function quoted(value: string): string {
  return /^[\w./:=@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
