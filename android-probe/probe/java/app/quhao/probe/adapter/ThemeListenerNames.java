package app.quhao.probe.adapter;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The methods of a theme's listeners by the names of the guide (2.5.2). An SDK with an API of its
 * own may call them otherwise; rows know the guide's names.
 */
final class ThemeListenerNames {
  private static final Map<String, List<String>> METHODS = methods();
  private static final Pattern END = Pattern.compile("(?i)complete|finish|end|after|done|stop");

  private ThemeListenerNames() {}

  private static Map<String, List<String>> methods() {
    Map<String, List<String>> methods = new HashMap<>();
    methods.put("setLogBtnClickListener", Arrays.asList("onLoginClickStart", "onLoginClickComplete"));
    methods.put("setGenCheckBoxListener", Collections.singletonList("onLoginClick"));
    methods.put("setGenCheckedChangeListener", Collections.singletonList("onCheckedChanged"));
    methods.put("setGenBackPressedListener", Collections.singletonList("onBackPressed"));
    methods.put("setGenAuthLoginListener", Collections.singletonList("onAuthLoginListener"));
    return Collections.unmodifiableMap(methods);
  }

  /** `setter`: the guide's; `method`: what the SDK calls. */
  static String of(String setter, String method) {
    List<String> names = METHODS.get(setter);
    if (names == null || names.contains(method)) {
      return method;
    }
    boolean isLast = names.size() > 1 && END.matcher(method).find();
    return names.get(isLast ? names.size() - 1 : 0);
  }
}
