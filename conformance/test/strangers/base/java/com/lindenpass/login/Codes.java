package com.lindenpass.login;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The documented result codes. */
final class Codes {
  static final String SUCCESS = "103000";
  static final String REDIRECT = "103273";
  static final String SCRIP_GONE = "103902";
  static final String TIMEOUT = "200023";
  static final String SWITCHING = "200024";
  static final String LOGIN_TIMEOUT = "102507";
  static final String PAGE_CLOSED = "200020";
  static final String PAGE_SHOWN = "200087";
  static final String BAD_ANSWER = "200021";
  static final String NETWORK = "200028";
  static final String OTHER = "200025";

  private static final Set<String> ALL =
      new HashSet<>(
          Arrays.asList(
              ("103000 102101 102102 102103 102203 102223 102507 103101 103102 103111 103119"
                      + " 103211 103412 103414 103511 103811 103902 103911 104201 105001 105002"
                      + " 105003 105012 105013 105018 105019 105021 105302 105312 105313 200002"
                      + " 200010 200023 200005 200020 200021 200022 200024 200025 200026 200027"
                      + " 200028 200038 200039 200040 200050 200072 200080 200082 200087")
                  .split(" ")));

  private Codes() {}

  static boolean isDocumented(String code) {
    return ALL.contains(code);
  }
}
