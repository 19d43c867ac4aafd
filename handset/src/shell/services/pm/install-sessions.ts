export interface InstallSession {
  readonly replace: boolean;
  /** Whether every permission asked for is granted at once (`-g`). */
  readonly grantsAll: boolean;
  /** Host files by the part's name. */
  readonly parts: Map<string, string>;
}

/** Installations in parts, as `adb install-multiple` makes them: create, write each APK, commit. */
export class InstallSessions {
  private readonly open = new Map<number, InstallSession>();
  private nextId = 1;

  create(options: Pick<InstallSession, 'replace' | 'grantsAll'>): number {
    const id = this.nextId;
    this.nextId += 1;
    this.open.set(id, { ...options, parts: new Map() });
    return id;
  }

  get(id: number): InstallSession | null {
    return this.open.get(id) ?? null;
  }

  /** Ends a session and hands over its parts; whoever takes them removes the host files. */
  take(id: number): InstallSession | null {
    const session = this.get(id);
    this.open.delete(id);
    return session;
  }
}
