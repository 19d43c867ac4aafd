import type { InstalledPackage, InstallOptions } from '../device.ts';
import type { Apk } from './read-apk.ts';

export interface InstallRequest {
  readonly apk: Apk;
  readonly apiLevel: number;
  /** The installed version of the package; null on a first install. */
  readonly installed: InstalledPackage | null;
  readonly options: InstallOptions;
}

export interface InstallCheck {
  readonly code: string;
  /** Why the package is refused; null when it is not. */
  readonly refuses: (request: InstallRequest) => string | null;
}

/** From targetSdk 30 on, Android maps resources.arsc from the APK (install error -124). */
const MAPPED_RESOURCES_SDK = 30;
/** From targetSdk 31 on, components with intent filters must declare `android:exported`. */
const EXPLICIT_EXPORT_SDK = 31;

/** Android's checks in Android's order with Android's codes (PackageManager.java, INSTALL_*). */
export const INSTALL_CHECKS: readonly InstallCheck[] = [
  {
    code: 'INSTALL_PARSE_FAILED_MANIFEST_MALFORMED',
    refuses: ({ apk: { manifest } }) =>
      manifest.targetSdk >= EXPLICIT_EXPORT_SDK && manifest.undeclaredExports.length > 0
        ? `${manifest.undeclaredExports[0]}: targeting S+ (version 31 and above) requires an explicit value for android:exported with intent filters`
        : null,
  },
  {
    code: 'INSTALL_FAILED_INVALID_APK',
    refuses: ({ apk: { manifest }, options }) =>
      (options.expected ?? null) !== null && options.expected !== manifest.package
        ? `base.apk package ${manifest.package} inconsistent with ${options.expected}`
        : null,
  },
  {
    code: 'INSTALL_FAILED_TEST_ONLY',
    refuses: ({ apk: { manifest }, options }) =>
      manifest.isTestOnly && options.testOnly !== true ? 'Failed to install test-only apk. Did you forget to add -t?' : null,
  },
  {
    code: 'INSTALL_FAILED_OLDER_SDK',
    refuses: ({ apk: { manifest }, apiLevel }) =>
      manifest.minSdk > apiLevel ? `the app needs API ${manifest.minSdk}, this handset has ${apiLevel}` : null,
  },
  {
    code: 'INSTALL_PARSE_FAILED_RESOURCES_ARSC_COMPRESSED',
    refuses: ({ apk: { manifest, archive } }) =>
      manifest.targetSdk >= MAPPED_RESOURCES_SDK && (archive.entries.get('resources.arsc')?.method ?? 0) !== 0
        ? 'targeting R+ (version 30 and above) requires resources.arsc to be stored uncompressed and aligned'
        : null,
  },
  {
    code: 'INSTALL_FAILED_NO_MATCHING_ABIS',
    refuses: ({ apk: { archive } }) => {
      const library = [...archive.entries.keys()].find((name) => /^lib\/[^/]+\/[^/]+\.so$/.test(name));
      return library === undefined ? null : `${library}: this handset runs no native code`;
    },
  },
  {
    code: 'INSTALL_FAILED_ALREADY_EXISTS',
    refuses: ({ installed, options }) =>
      installed !== null && options.replace === false
        ? `${installed.name} is installed (version ${installed.versionCode}) and may not be replaced`
        : null,
  },
  {
    code: 'INSTALL_FAILED_UPDATE_INCOMPATIBLE',
    refuses: ({ installed, apk: { signer } }) =>
      installed !== null && installed.certificateSha256 !== signer.certificateSha256
        ? `existing package ${installed.name} signatures do not match newer version: installed ${installed.certificateSha256}, new ${signer.certificateSha256}; uninstall it first`
        : null,
  },
  {
    code: 'INSTALL_FAILED_VERSION_DOWNGRADE',
    refuses: ({ installed, apk: { manifest }, options }) => {
      const isAllowed = options.downgrade === true && installed?.isDebuggable === true;
      return installed !== null && manifest.versionCode < installed.versionCode && !isAllowed
        ? `Downgrade detected: Update version code ${manifest.versionCode} is older than current ${installed.versionCode}`
        : null;
    },
  },
];
