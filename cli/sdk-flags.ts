import { InvalidArgumentError, Option } from 'commander';

/** The flags that name an SDK of the user's own, for `conform` and `probe build`. */
export interface SdkFlags {
  readonly sdk?: readonly string[];
  readonly adapter?: readonly string[];
  readonly manifest?: string;
  readonly placeholder?: readonly Placeholder[];
  readonly with?: readonly string[];
  readonly package?: string;
  readonly keystore?: string;
  readonly keystorePass?: string;
  readonly keyAlias?: string;
  readonly allowMissing?: true;
  readonly dropNative?: true;
  readonly cleartextDenied?: true;
}

type Placeholder = readonly [name: string, value: string];

/** In the order in which help lists them. */
export function sdkFlags(): readonly Option[] {
  return [
    new Option('--sdk <files...>', 'the SDK to judge: its AAR or JAR, and others that it needs; a probe is built around it'),
    new Option('--adapter <files...>', 'how another API is called: a table (.yaml), Java sources or a .jar (docs/any-sdk.md)'),
    new Option('--manifest <file>', "what to add to the probe's manifest; tools: attributes settle conflicts"),
    new Option('--placeholder <name=value...>', "value of a placeholder in the SDK's manifest").argParser(addPlaceholder),
    new Option('--with <coordinates...>', 'libraries that the SDK needs, group:artifact:version, by your own Maven'),
    new Option('--package <name>', 'the package of the probe, for an SDK that is registered for one (default app.quhao.probe)'),
    new Option('--keystore <file>', 'sign the probe with a key of your own, for an SDK that is registered for a certificate'),
    new Option('--keystore-pass <how>', 'its password, as apksigner takes it: env:NAME, file:PATH or pass:TEXT'),
    new Option('--key-alias <name>', 'which key of the store; not needed where it has one'),
    new Option('--allow-missing', 'build though the SDK refers to classes that are nowhere'),
    new Option('--drop-native', "leave the SDK's native libraries out: the virtual handset runs none"),
    new Option('--cleartext-denied', 'build the probe as an app that forbids plain HTTP'),
  ];
}

function addPlaceholder(text: string, former: readonly Placeholder[] | undefined): readonly Placeholder[] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new InvalidArgumentError('write it as NAME=VALUE.');
  }
  return [...(former ?? []), [text.slice(0, at), text.slice(at + 1)]];
}

/** The flags as they were typed, for a line that builds the same probe again. A password that stood in the command itself is left out. */
export function sdkWords(flags: SdkFlags): readonly string[] {
  return sdkFlags().flatMap((option) => {
    const value = flags[option.attributeName() as keyof SdkFlags];
    if (value === undefined || option.long === undefined || option.long === null) {
      return [];
    }
    return [option.long, ...wordsOf(value)];
  });
}

function wordsOf(value: NonNullable<SdkFlags[keyof SdkFlags]>): readonly string[] {
  if (value === true) {
    return [];
  }
  const values = typeof value === 'string' ? [value.startsWith('pass:') ? 'pass:…' : value] : value;
  return values.map((one) => (typeof one === 'string' ? one : one.join('=')));
}
