package app.quhao.handset.host.clock;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that calendars and date formats are Gregorian, as Android's
 * are. Within the JDK (`String.format("%tY")`, MessageFormat) they are the locale's.
 */
public final class CalendarCalls {
  private static final String OURS = Type.getInternalName(AndroidCalendars.class);
  private static final String CALENDAR = "java/util/Calendar";
  private static final String CALENDAR_TYPE = "Ljava/util/Calendar;";
  private static final Set<String> FORMATS =
      Set.of("java/text/DateFormat", "java/text/SimpleDateFormat");
  private static final Set<String> USES = Set.of("format", "parse", "getCalendar");

  /** A receiver that lies below two arguments is brought up: DUP2_X1. */
  private static final int MORE_STACK = 3;

  private static final int MOST_ARGUMENTS = 2;

  public static final Rewriting REWRITING =
      new Rewriting(List.of(CALENDAR, "java/text/"), Rewritten::new);

  private CalendarCalls() {}

  private static final class Rewritten extends CallVisitor {
    Rewritten(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      boolean isUse = FORMATS.contains(call.owner()) && USES.contains(call.name());
      if (isUse && !call.isStatic() && !call.isSpecial()) {
        int arguments = Type.getArgumentTypes(call.descriptor()).length;
        if (arguments <= MOST_ARGUMENTS) {
          beneath(arguments, this::makeGregorian);
        }
      }
      pass(call);
      if (call.isOf(CALENDAR, "getInstance")) {
        callStatic(OURS, "gregorian", "(" + CALENDAR_TYPE + ")" + CALENDAR_TYPE);
      }
    }

    private void makeGregorian() {
      visitInsn(Opcodes.DUP);
      callStatic(OURS, "makeGregorian", "(Ljava/text/DateFormat;)V");
    }
  }
}
