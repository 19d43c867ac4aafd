import { BuildError, troubleText } from './build-error.ts';
import type { KeyStore } from './options.ts';
import { runTool } from './run-tool.ts';
import type { Toolchain } from './toolchain.ts';

interface Signing {
  readonly tools: Toolchain;
  readonly minSdk: number;
  /** Null: the probe's own key. */
  readonly keyStore: KeyStore | null;
}

/** Signs an APK; with an RSA key the same APK gives the same bytes each time. Throws BuildError. */
export async function signApk(apk: string, target: string, { tools, minSdk, keyStore }: Signing): Promise<void> {
  const key = keyStore ?? { file: tools.keyStore, password: 'pass:quhao-test', alias: 'probe' };
  const { isDone, text } = await runTool(tools.apksigner, [
    ...['sign', '--ks', key.file, '--ks-pass', key.password, '--min-sdk-version', String(minSdk)],
    ...(key.alias === null ? [] : ['--ks-key-alias', key.alias]),
    ...['--v1-signing-enabled', 'false', '--v2-signing-enabled', 'true'],
    ...['--v3-signing-enabled', 'true', '--v4-signing-enabled', 'false'],
    ...['--out', target, apk],
  ]);
  if (!isDone) {
    const [cause = 'apksigner failed'] = text.trim().split('\n');
    throw keyStore === null
      ? new BuildError(
          'TOOL',
          troubleText({ place: 'signing the probe', cause: text.trim().slice(-2000), cure: 'install apksigner anew' }),
        )
      : new BuildError('OPTION', troubleText({ place: key.file, cause, cure: keyCure(cause, keyStore) }));
  }
}

function keyCure(cause: string, { alias }: KeyStore): string {
  if (/password/i.test(cause)) {
    return 'the password of the key store, as apksigner takes it: --keystore-pass env:NAME, file:PATH or pass:TEXT';
  }
  return alias === null
    ? 'a store with several keys needs --key-alias NAME; keytool -list shows the names'
    : 'check --key-alias; keytool -list shows the names';
}
