/** Work whose result is the same for whoever asks: handsets of one process share a cache. While it is being done, others who ask wait for the same. */
export class SharedWork<T> {
  readonly #underWay = new Map<string, Promise<T>>();

  /** Begins the work of this key unless it is under way. A failure is everybody's who waits; the next one who asks begins anew. */
  of(key: string, begin: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(key);
    if (known !== undefined) {
      return known;
    }
    const work = begin().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return work;
  }
}
