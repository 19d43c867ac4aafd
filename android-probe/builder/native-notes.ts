/** What is to be known of an SDK's native libraries. */
export function nativeNotes(names: readonly string[], isDropped: boolean): readonly string[] {
  if (names.length === 0) {
    return [];
  }
  return isDropped
    ? [`native libraries were left out (--drop-native): ${names.join(', ')}`]
    : [
        'the SDK has native libraries: the virtual handset refuses them (INSTALL_FAILED_NO_MATCHING_ABIS) unless --drop-native leaves them out',
      ];
}
