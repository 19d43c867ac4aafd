package app.quhao.handset.host.guard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.host.RewrittenClasses;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.Test;

public final class PatternCallsTest {
  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Function<String, Object> {
    @Override
    public Object apply(String what) {
      return switch (what) {
        case "digit" -> "١".matches("\\d");
        case "word" -> Pattern.compile("\\w+").matcher("中文é").matches();
        case "case" -> Pattern.compile("É", Pattern.CASE_INSENSITIVE).matcher("é").matches();
        case "static" -> Pattern.matches("\\d{2}", "１２");
        case "replace" -> "a１b２".replaceAll("\\d", "-") + "a１b２".replaceFirst("\\d", "-");
        case "split" -> List.of("a１b１c".split("\\d")) + "" + List.of("a,b,c".split(",", 2));
        case "flags" -> Pattern.compile("a", Pattern.MULTILINE).flags();
        case "literal" -> Pattern.compile("{a}", Pattern.LITERAL).matcher("{a}").matches();
        default -> Pattern.compile(what).pattern();
      };
    }
  }

  private static Object call(String what) throws ReflectiveOperationException {
    Class<?> app = RewrittenClasses.load(App.class, PatternCalls.REWRITING);
    @SuppressWarnings("unchecked")
    Function<String, Object> code =
        (Function<String, Object>) app.getConstructor().newInstance();
    return code.apply(what);
  }

  @Test
  public void classesAndCaseAreThoseOfUnicode() throws Exception {
    for (String what : List.of("digit", "word", "case", "static", "literal")) {
      assertEquals(what, true, call(what));
    }
    assertEquals("a-b-a-b２", call("replace"));
    assertEquals("[a, b, c][a, b,c]", call("split"));
    assertEquals(Pattern.MULTILINE, call("flags"));
  }

  @Test
  public void aBraceThatClosesNothingIsAnError() throws Exception {
    for (String regex : List.of("\\{a}", "a}", "}", "\\$\\{(.*?)}", "[a]}", "a{2}}")) {
      PatternSyntaxException error =
          assertThrows(regex, PatternSyntaxException.class, () -> call(regex));
      assertTrue(error.getMessage(), error.getMessage().contains("U_REGEX_RULE_SYNTAX"));
    }
  }

  @Test
  public void otherBracesPass() throws Exception {
    List<String> good =
        List.of("\\{a\\}", "a{2}", "a{2,}+", "[}]", "[^{}]", "[a[}]]", "\\Qa}\\E", "\\p{L}", "\\x{41}");
    for (String regex : good) {
      assertEquals(regex, call(regex));
    }
  }
}
