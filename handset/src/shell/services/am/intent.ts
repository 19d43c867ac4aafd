import { requireInteger, UsageError } from '../../options.ts';

/** An intent from the words of `am start` and its like (AOSP Intent.parseCommandArgs). */
export interface IntentRequest {
  readonly action: string | null;
  readonly categories: readonly string[];
  readonly data: string | null;
  readonly type: string | null;
  readonly component: Component | null;
  readonly package: string | null;
  readonly flags: number;
  readonly extras: Readonly<Record<string, string | number | boolean>>;
  /** Options of the command itself: `-W`, `-S`, `-r`… */
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
  extras: Record<string, string | number | boolean>;
  options: Set<string>;
}

type Take = (draft: Draft, next: () => string) => void;

const numberExtra: Take = (draft, next) => {
  const key = next();
  const text = next();
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) {
    throw new UsageError(`the extra ${key} is no number: '${text}'`);
  }
  draft.extras[key] = value;
};

const textExtra: Take = (draft, next) => {
  const key = next();
  draft.extras[key] = next();
};

/** `-e KEY VALUE` and what stands beside it; each row takes the words that it needs. */
const words: Readonly<Record<string, Take>> = {
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
  '-e': textExtra,
  '--es': textExtra,
  '--eu': textExtra,
  '--ei': numberExtra,
  '--el': numberExtra,
  '--ef': numberExtra,
  '--ed': numberExtra,
  '--ez': (draft, next) => {
    const key = next();
    draft.extras[key] = toBoolean(next());
  },
  '--user': (_draft, next) => void next(),
  '--display': (_draft, next) => void next(),
  '--receiver-permission': (_draft, next) => void next(),
};

/** AOSP Intent.java FLAG_ACTIVITY_…, FLAG_RECEIVER_… by their option. */
const flagOptions: Readonly<Record<string, number>> = {
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

/** `own` are the options without a value that the command itself knows. Throws UsageError. */
export function parseIntent(args: readonly string[], own: readonly string[]): IntentRequest {
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
    takeWord(draft, word, own, () => {
      const value = pending.shift();
      if (value === undefined) {
        throw new UsageError(`Argument expected after "${word}"`);
      }
      return value;
    });
  }
  return draft;
}

function takeWord(draft: Draft, word: string, own: readonly string[], next: () => string): void {
  const take = Object.hasOwn(words, word) ? words[word] : undefined;
  const flag = Object.hasOwn(flagOptions, word) ? flagOptions[word] : undefined;
  if (own.includes(word)) {
    draft.options.add(word);
  } else if (take !== undefined) {
    take(draft, next);
  } else if (flag !== undefined) {
    draft.flags |= flag;
  } else if (word.startsWith('-')) {
    throw new UsageError(`Unknown option: ${word}`, 255);
  } else {
    takeBareWord(draft, word);
  }
}

/** A URI, a component or a package. */
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

/** `com.example/.Main`, as Android prints it. */
export function shortComponent({ package: packageName, className }: Component): string {
  const isBelow = className.startsWith(`${packageName}.`);
  return `${packageName}/${isBelow ? className.slice(packageName.length) : className}`;
}

/** `Intent { act=… cat=[…] dat=… cmp=… (has extras) }`. */
export function describeIntent(intent: IntentRequest): string {
  const parts = [
    intent.action === null ? '' : `act=${intent.action}`,
    intent.categories.length === 0 ? '' : `cat=[${intent.categories.join(',')}]`,
    intent.data === null ? '' : `dat=${intent.data}`,
    intent.type === null ? '' : `typ=${intent.type}`,
    intent.flags === 0 ? '' : `flg=0x${(intent.flags >>> 0).toString(16)}`,
    intent.package === null ? '' : `pkg=${intent.package}`,
    intent.component === null ? '' : `cmp=${shortComponent(intent.component)}`,
    Object.keys(intent.extras).length === 0 ? '' : '(has extras)',
  ];
  return `Intent { ${parts.filter((each) => each !== '').join(' ')} }`;
}

function toBoolean(text: string): boolean {
  const isTrue = /^(true|t|1)$/i.test(text);
  if (!isTrue && !/^(false|f|0)$/i.test(text)) {
    throw new UsageError(`Invalid boolean value: ${text}`);
  }
  return isTrue;
}
