package app.quhao.handset.host.guard;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that their regular expressions mean what they mean on Android
 * (DevicePatterns). Calls by reflection and by method handles stay as they are.
 */
public final class PatternCalls {
  private static final String PATTERNS = Type.getInternalName(DevicePatterns.class);
  private static final String PATTERN = "java/util/regex/Pattern";
  private static final String STRING = "java/lang/String";

  private static final Set<String> OF_PATTERN = Set.of("compile", "matches", "flags");

  private static final Set<String> OF_STRING =
      Set.of("matches", "replaceAll", "replaceFirst", "split");

  public static final Rewriting REWRITING =
      new Rewriting(
          List.of(PATTERN, "matches", "replaceAll", "replaceFirst", "split"), Replaced::new);

  private PatternCalls() {}

  private static final class Replaced extends CallVisitor {
    Replaced(MethodVisitor next) {
      super(next, 0);
    }

    @Override
    protected void write(Call call) {
      boolean isOurs =
          call.owner().equals(PATTERN) && OF_PATTERN.contains(call.name())
              || call.owner().equals(STRING) && OF_STRING.contains(call.name());
      if (isOurs) {
        replace(call, PATTERNS);
      } else {
        pass(call);
      }
    }
  }
}
