import type { InstallOptions } from '../../../device.ts';

export interface InstallSession {
  readonly options: InstallOptions;
  /** Whether all requested permissions are granted at once (`-g`). */
  readonly grantsAll: boolean;
  /** Host files by the name of the part. */
  readonly parts: Map<string, string>;
}

/** Installations in several steps, as `adb install-multiple` makes them: create, write each APK, commit. */
export class InstallSessions {
  readonly #open = new Map<number, InstallSession>();
  #nextId = 1;

  create(options: Pick<InstallSession, 'options' | 'grantsAll'>): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#open.set(id, { ...options, parts: new Map() });
    return id;
  }

  list(): readonly number[] {
    return [...this.#open.keys()];
  }

  get(id: number): InstallSession | null {
    return this.#open.get(id) ?? null;
  }

  /** Ends a session and returns it. The caller removes the host files of its parts. */
  take(id: number): InstallSession | null {
    const session = this.get(id);
    this.#open.delete(id);
    return session;
  }
}
