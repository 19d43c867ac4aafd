/** The screen of every handset; the app's process draws it with the same figures (facts/robolectric.md: 720×1440 at xhdpi). */
export const display = { width: 720, height: 1440, density: 320 } as const;
