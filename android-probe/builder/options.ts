/** A key of the user's, for SDKs that are registered for a certificate. */
export interface KeyStore {
  readonly file: string;
  /** As apksigner takes it: `env:NAME`, `file:PATH`, `pass:TEXT`. */
  readonly password: string;
  /** Null where the store has one key. */
  readonly alias: string | null;
}

/** What a probe is built from; the flags of `quhao probe build`. */
export interface ProbeBuildOptions {
  /** The repository's folder. */
  readonly root: string;
  /** Where finished probes and libraries are kept. */
  readonly cacheDir: string;
  /** AARs and JARs; where two disagree, the first wins. */
  readonly sdk: readonly string[];
  /** One table, or Java sources and jars. Empty: the documented API. */
  readonly adapter: readonly string[];
  /** A manifest that adds to the probe's or changes it; null for none. */
  readonly manifest: string | null;
  readonly placeholders: ReadonlyMap<string, string>;
  /** group:artifact:version of libraries; what they need comes with them. */
  readonly libraries: readonly string[];
  /** The app's package; null: app.quhao.probe. */
  readonly packageName: string | null;
  /** Signs the app; null: the probe's own key. */
  readonly keyStore: KeyStore | null;
  /** Classes that the SDK refers to may be nowhere. */
  readonly isMissingAllowed: boolean;
  /** Native libraries stay out of the APK. */
  readonly isNativeDropped: boolean;
  /** The app forbids plain HTTP, as an app of a user's may. */
  readonly isCleartextDenied: boolean;
}
