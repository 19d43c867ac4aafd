import type { App } from '../model/documents.ts';
import type { KeyName } from './making.ts';

/** More keys than any test has, and few enough to be tried. */
const LIMIT = 100;

type AppKeys = Pick<App, 'appid' | 'appKey' | 'appSecret'>;

/** Every app key that a scope had, also those that were replaced: a client may sign with another app's key, or with one from before. */
export class KnownKeys {
  readonly #apps = new Map<string, AppKeys>();

  add({ appid, appKey, appSecret }: AppKeys): void {
    const id = `${appid} ${appKey} ${appSecret}`;
    // The newest keys are last, and the oldest are forgotten first.
    this.#apps.delete(id);
    this.#apps.set(id, { appid, appKey, appSecret });
    if (this.#apps.size > LIMIT) {
      this.#apps.delete(this.#apps.keys().next().value ?? '');
    }
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
