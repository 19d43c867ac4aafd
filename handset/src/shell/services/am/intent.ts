import { EXIT_CODES } from '../../exit-codes.ts';
import { requireInteger, UsageError } from '../../options.ts';
import { type Extra, readExtra } from './extras.ts';

/** An intent as the command line of `am start` describes it (AOSP Intent.parseCommandArgs). */
export interface IntentRequest {
  readonly action: string | null;
  readonly categories: readonly string[];
  readonly data: string | null;
  readonly type: string | null;
  readonly component: Component | null;
  readonly package: string | null;
  readonly flags: number;
  readonly extras: Readonly<Record<string, Extra>>;
  /** Options of the command itself, such as `-W` and `-S`. */
  readonly options: ReadonlySet<string>;
}

export interface Component {
  readonly package: string;
  /** Full class name. */
  readonly className: string;
}

interface Draft {
  action: string | null;
  categories: string[];
  data: string | null;
  type: string | null;
  component: Component | null;
  package: string | null;
  flags: number;
  extras: Record<string, Extra>;
  options: Set<string>;
}

type Take = (draft: Draft, next: () => string) => void;

/** Options with values. Each row takes the words that it needs. */
const VALUE_OPTIONS: Readonly<Record<string, Take>> = {
  '-a': (draft, next) => {
    draft.action = next();
  },
  '-c': (draft, next) => {
    draft.categories.push(next());
  },
  '-d': (draft, next) => {
    draft.data = next();
  },
  '-t': (draft, next) => {
    draft.type = next();
  },
  '-n': (draft, next) => {
    draft.component = parseComponent(next());
  },
  '-p': (draft, next) => {
    draft.package = next();
  },
  '-f': (draft, next) => {
    draft.flags |= requireInteger(next(), '-f');
  },
  '--user': (_draft, next) => void next(),
  '--display': (_draft, next) => void next(),
  '--receiver-permission': (_draft, next) => void next(),
};

/** FLAG_ACTIVITY_… and FLAG_RECEIVER_… of AOSP Intent.java by option. */
const FLAG_OPTIONS: Readonly<Record<string, number>> = {
  '--activity-brought-to-front': 0x0040_0000,
  '--activity-clear-task': 0x0000_8000,
  '--activity-clear-top': 0x0400_0000,
  '--activity-clear-when-task-reset': 0x0008_0000,
  '--activity-exclude-from-recents': 0x0080_0000,
  '--activity-multiple-task': 0x0800_0000,
  '--activity-no-animation': 0x0001_0000,
  '--activity-no-history': 0x4000_0000,
  '--activity-no-user-action': 0x0004_0000,
  '--activity-previous-is-top': 0x0100_0000,
  '--activity-reorder-to-front': 0x0002_0000,
  '--activity-reset-task-if-needed': 0x0020_0000,
  '--activity-single-top': 0x2000_0000,
  '--activity-task-on-home': 0x0000_4000,
  '--grant-read-uri-permission': 0x0000_0001,
  '--grant-write-uri-permission': 0x0000_0002,
  '--include-stopped-packages': 0x0000_0020,
  '--exclude-stopped-packages': 0x0000_0010,
  '--receiver-foreground': 0x1000_0000,
  '--receiver-registered-only': 0x4000_0000,
};

/** Parses an intent. `flags` are the command's own options without a value. Throws UsageError. */
export function parseIntent(args: readonly string[], flags: readonly string[]): IntentRequest {
  const draft: Draft = {
    action: null,
    categories: [],
    data: null,
    type: null,
    component: null,
    package: null,
    flags: 0,
    extras: {},
    options: new Set(),
  };
  const pending = [...args];
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    if (flags.includes(word)) {
      draft.options.add(word);
    } else {
      takeWord(draft, word, () => requireArgument(pending.shift(), word));
    }
  }
  return draft;
}

function requireArgument(value: string | undefined, after: string | undefined): string {
  if (value === undefined) {
    throw new UsageError(`Argument expected after "${after}"`);
  }
  return value;
}

function takeWord(draft: Draft, word: string, next: () => string): void {
  const take = Object.hasOwn(VALUE_OPTIONS, word) ? VALUE_OPTIONS[word] : undefined;
  const flag = Object.hasOwn(FLAG_OPTIONS, word) ? FLAG_OPTIONS[word] : undefined;
  const extra = readExtra(word, next);
  if (extra !== null) {
    draft.extras[extra[0]] = extra[1];
  } else if (take !== undefined) {
    take(draft, next);
  } else if (flag !== undefined) {
    draft.flags |= flag;
  } else if (word.startsWith('-')) {
    throw new UsageError(`Unknown option: ${word}`, EXIT_CODES.serviceError);
  } else {
    takeBareWord(draft, word);
  }
}

/** A word without an option is a URI, a component or a package. */
function takeBareWord(draft: Draft, word: string): void {
  if (word.includes(':')) {
    draft.data = word;
  } else if (word.includes('/')) {
    draft.component = parseComponent(word);
  } else {
    draft.package = word;
  }
}

export function parseComponent(text: string): Component {
  const [packageName, className, ...others] = text.split('/');
  if (!packageName || !className || others.length > 0) {
    throw new UsageError(`Bad component name: ${text}`);
  }
  return { package: packageName, className: className.startsWith('.') ? `${packageName}${className}` : className };
}

export function formatComponent({ package: packageName, className }: Component): string {
  return `${packageName}/${className}`;
}

/** `com.example/.Main`, the short form that Android prints. */
export function shortComponent({ package: packageName, className }: Component): string {
  const isInPackage = className.startsWith(`${packageName}.`);
  return `${packageName}/${isInPackage ? className.slice(packageName.length) : className}`;
}

/** `Intent { act=… cat=[…] dat=… cmp=… (has extras) }`. */
export function describeIntent(intent: IntentRequest): string {
  const parts = [
    intent.action === null ? '' : `act=${intent.action}`,
    intent.categories.length === 0 ? '' : `cat=[${intent.categories.join(',')}]`,
    intent.data === null ? '' : `dat=${safeText(intent.data)}`,
    intent.type === null ? '' : `typ=${intent.type}`,
    intent.flags === 0 ? '' : `flg=0x${(intent.flags >>> 0).toString(16)}`,
    intent.package === null ? '' : `pkg=${intent.package}`,
    intent.component === null ? '' : `cmp=${shortComponent(intent.component)}`,
    Object.keys(intent.extras).length === 0 ? '' : '(has extras)',
  ];
  return `Intent { ${parts.filter((each) => each !== '').join(' ')} }`;
}

/** The URI without what may be secret in it (AOSP Uri.toSafeString). */
function safeText(uri: string): string {
  const [, scheme = '', rest = ''] = /^([^:/?#]+):(.*)$/s.exec(uri) ?? [];
  if (scheme === '') {
    return uri.startsWith('/') ? '/...' : uri;
  }
  if (/^(tel|sip|sms|smsto|mailto|nfc)$/i.test(scheme)) {
    return `${scheme}:${rest.replace(/[^-@.]/g, 'x')}`;
  }
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1];
  if (authority !== undefined) {
    return `${scheme}://${authority.replace(/^.*@/, '')}/...`;
  }
  return rest.startsWith('/') ? `${scheme}:/...` : `${scheme}:`;
}
