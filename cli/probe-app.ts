import type { SimulatorOptions } from '../simulator/src/simulator.ts';

type AppSeed = NonNullable<SimulatorOptions['apps']>[number];

/** The package of a probe that was built without --package. */
export const PROBE_PACKAGE = 'app.quhao.probe';

/** The certificate of android-probe/keys/probe.p12: every probe that quhao builds is signed with it. */
export const PROBE_CERTIFICATE_MD5 = 'aad203d2ca88cc7ce6572e16f429c48d';

/** Registers the probe's certificate for the ready app, unless the configuration says whose app it is. */
export function withProbeApp(apps: readonly AppSeed[], appid: string): readonly AppSeed[] {
  const isConfigured = apps.some((app) => app.appid === appid);
  return isConfigured ? apps : [{ appid, certificateMd5: PROBE_CERTIFICATE_MD5 }, ...apps];
}
