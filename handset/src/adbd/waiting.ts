/** Resolves when the function that is handed out is called, or when the signal aborts. */
export async function wokenOrAborted(handOut: (wake: () => void) => void, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      signal?.removeEventListener('abort', done);
      resolve();
    };
    signal?.addEventListener('abort', done);
    handOut(done);
  });
}
