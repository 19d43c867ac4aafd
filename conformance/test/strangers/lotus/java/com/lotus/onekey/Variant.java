package com.lotus.onekey;

import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Bundle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Which of the ways to build this SDK is on: words of the manifest's meta-data, joined by "+". */
public final class Variant {
  private static Set<String> words;
  private static String name = "";

  private Variant() {}

  public static synchronized String name(Context context) {
    if (words == null) {
      name = "base";
      try {
        Bundle data =
            context
                .getPackageManager()
                .getApplicationInfo(context.getPackageName(), PackageManager.GET_META_DATA)
                .metaData;
        name = data.getString("com.lotus.onekey.variant", "v:base").substring(2);
      } catch (PackageManager.NameNotFoundException error) {
        throw new IllegalStateException(error);
      }
      words = new HashSet<>(Arrays.asList(name.split("\\+")));
      if (words.contains("full")) {
        add("xml+file+ownkey+looper+resultDesc+headers+chunked+legacy+retry+more-fields+verify-text+uuid");
      }
      if (words.contains("late-no-desc") && words.contains("locale-digits")) {
        words.remove("number-of-first");
        add(
            "old-plmn+base64-rest+zero-is-none+any-answer+wall-clock+follows-302+deaf-in-callback"
                + "+home-ends+expired-at-press+old-page-kills-new");
      }
      if (words.contains("map-by-code") && words.contains("visited-operator")) {
        add("retry-storm+lenient-code+one-read+limit-per-phase+int-code+quit-kills-next+bool-desc");
      }
    }
    return name;
  }

  private static void add(String more) {
    words.addAll(Arrays.asList(more.split("\\+")));
  }

  public static boolean is(String word) {
    return words != null && words.contains(word);
  }
}
