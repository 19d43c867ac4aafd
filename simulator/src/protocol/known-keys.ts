import type { App } from '../model/documents.ts';
import type { KeyName } from './making.ts';
import type { SearchRecord } from './signature-diagnosis.ts';

/** More keys than any test has, and few enough to be tried. */
const LIMIT = 100;

type AppKeys = Pick<App, 'appid' | 'appKey' | 'appSecret'>;

/** Every app key that a scope had, also those that were replaced: a client may sign with another app's key, or with one from before. */
export class KnownKeys {
  readonly #apps = new Map<string, AppKeys>();
  /** What the searches for mistakes in signatures have found. */
  readonly searches: SearchRecord = new Searches();

  add({ appid, appKey, appSecret }: AppKeys): void {
    const id = `${appid} ${appKey} ${appSecret}`;
    // The newest keys are last, and the oldest are forgotten first.
    this.#apps.delete(id);
    this.#apps.set(id, { appid, appKey, appSecret });
    if (this.#apps.size > LIMIT) {
      this.#apps.delete(this.#apps.keys().next().value ?? '');
    }
  }

  /** Every app but this one. */
  appidsBesides({ appid }: AppKeys): readonly string[] {
    return [...new Set([...this.#apps.values()].map((app) => app.appid))].filter((other) => other !== appid);
  }

  /** The keys that are none of the app's present ones, each with its name: `appSecret of app 300000000002`. */
  besides({ appid, appKey, appSecret }: AppKeys): readonly KeyName[] {
    const present = new Set([appKey, appSecret]);
    const named = [...this.#apps.values()].toReversed().flatMap((app) => {
      const [before, after] = app.appid === appid ? ['former ', ''] : ['', ` of app ${app.appid}`];
      return [
        { name: `${before}appSecret${after}`, value: app.appSecret },
        { name: `${before}appKey${after}`, value: app.appKey },
      ];
    });
    return named.filter(({ value }, at) => !present.has(value) && named.findIndex((other) => other.value === value) === at);
  }
}

/** As many signatures in a row without a known mistake are a flood of nonsense: a journal full of it must not take an hour to read. */
const FRUITLESS_LIMIT = 50;
/** As many are enough to see that no other service's way to sign is followed. */
const FRUITLESS_WHOLE_LIMIT = 10;

class Searches implements SearchRecord {
  #fruitless = 0;

  get depth(): 1 | 2 | 3 {
    if (this.#fruitless < FRUITLESS_WHOLE_LIMIT) {
      return 3;
    }
    return this.#fruitless < FRUITLESS_LIMIT ? 2 : 1;
  }

  note(hasFound: boolean): void {
    this.#fruitless = hasFound ? 0 : this.#fruitless + 1;
  }
}
