/** The screen of every handset. The JVM of an app draws with the same figures: 720×1440 at xhdpi. */
export const DISPLAY = { width: 720, height: 1440, density: 320 } as const;
