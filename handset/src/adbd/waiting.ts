/** Passes a wake function to `register`. Resolves when it is called or when the signal aborts. */
export async function untilWokenOrAborted(register: (wake: () => void) => void, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      signal?.removeEventListener('abort', done);
      resolve();
    };
    signal?.addEventListener('abort', done);
    register(done);
  });
}
