package app.quhao.handset.host.clock;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that they read the handset's wall clock. Calls by reflection,
 * by method handles and within the JDK read the machine's.
 */
public final class WallClockCalls {
  private static final String CLOCK = Type.getInternalName(WallClock.class);
  private static final String DATE = "java/util/Date";
  private static final String JDK_CLOCK = "java/time/Clock";
  private static final String CLOCK_TYPE = "Ljava/time/Clock;";
  private static final String CALENDAR = "java/util/Calendar";
  private static final String CALENDAR_TYPE = "Ljava/util/Calendar;";
  private static final String CURRENT_TIME = "currentTimeMillis";
  private static final String NO_ARGUMENTS = "()";
  private static final String OF_ZONE = "(Ljava/time/ZoneId;)";

  /** A class whose constant pool has none of them is left as it is. */
  private static final List<String> MENTIONS =
      List.of(CURRENT_TIME, DATE, CALENDAR, "java/time/");

  public static final Rewriting REWRITING = new Rewriting(MENTIONS, ClockedMethod::new);

  private WallClockCalls() {}

  private static final class ClockedMethod extends CallVisitor {
    /** A long, where there was no argument. */
    private static final int MORE_STACK = 2;

    ClockedMethod(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      if (call.isSpecial()) {
        writeConstructor(call);
      } else if (call.isStatic()) {
        writeStatic(call);
      } else {
        pass(call);
      }
    }

    /** new Date(), also by a class that extends it. */
    private void writeConstructor(Call call) {
      if (call.isOf(DATE, "<init>") && call.descriptor().startsWith(NO_ARGUMENTS)) {
        callStatic(CLOCK, CURRENT_TIME, "()J");
        pass(new Call(Opcodes.INVOKESPECIAL, DATE, call.name(), "(J)V", false));
      } else {
        pass(call);
      }
    }

    private void writeStatic(Call call) {
      boolean isClockOfTime =
          call.owner().startsWith("java/time/") && call.name().equals("now");
      if (call.isOf("java/lang/System", CURRENT_TIME)
          || call.owner().equals(JDK_CLOCK) && call.name().startsWith("system")) {
        replace(call, CLOCK);
      } else if (isClockOfTime && call.descriptor().startsWith(NO_ARGUMENTS)) {
        callStatic(CLOCK, "systemDefaultZone", NO_ARGUMENTS + CLOCK_TYPE);
        nowOf(call.owner());
      } else if (isClockOfTime && call.descriptor().startsWith(OF_ZONE)) {
        callStatic(CLOCK, "system", OF_ZONE + CLOCK_TYPE);
        nowOf(call.owner());
      } else {
        pass(call);
        if (call.isOf(CALENDAR, "getInstance")) {
          callStatic(CLOCK, "moved", "(" + CALENDAR_TYPE + ")" + CALENDAR_TYPE);
        }
      }
    }

    private void nowOf(String owner) {
      callStatic(owner, "now", "(" + CLOCK_TYPE + ")L" + owner + ";");
    }
  }
}
