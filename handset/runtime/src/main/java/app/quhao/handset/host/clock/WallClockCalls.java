package app.quhao.handset.host.clock;

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

  private static final class ClockedMethod extends MethodVisitor {
    /** A long, where there was no argument. */
    private static final int MORE_STACK = 2;

    ClockedMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + MORE_STACK, locals);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKESPECIAL) {
        visitConstructor(owner, name, descriptor);
      } else if (opcode == Opcodes.INVOKESTATIC) {
        visitStatic(owner, name, descriptor, isInterface);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    /** new Date(), also by a class that extends it. */
    private void visitConstructor(String owner, String name, String descriptor) {
      boolean isNow =
          owner.equals(DATE) && name.equals("<init>") && descriptor.startsWith(NO_ARGUMENTS);
      if (isNow) {
        call(CURRENT_TIME, "()J");
      }
      super.visitMethodInsn(
          Opcodes.INVOKESPECIAL, owner, name, isNow ? "(J)V" : descriptor, false);
    }

    private void visitStatic(String owner, String name, String descriptor, boolean isInterface) {
      boolean isClockOfTime = owner.startsWith("java/time/") && name.equals("now");
      if (owner.equals("java/lang/System") && name.equals(CURRENT_TIME)) {
        call(name, descriptor);
      } else if (owner.equals(JDK_CLOCK) && name.startsWith("system")) {
        call(name, descriptor);
      } else if (isClockOfTime && descriptor.startsWith(NO_ARGUMENTS)) {
        call("systemDefaultZone", NO_ARGUMENTS + CLOCK_TYPE);
        nowOf(owner);
      } else if (isClockOfTime && descriptor.startsWith(OF_ZONE)) {
        call("system", OF_ZONE + CLOCK_TYPE);
        nowOf(owner);
      } else {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, isInterface);
        if (owner.equals(CALENDAR) && name.equals("getInstance")) {
          call("moved", "(" + CALENDAR_TYPE + ")" + CALENDAR_TYPE);
        }
      }
    }

    private void nowOf(String owner) {
      String descriptor = "(" + CLOCK_TYPE + ")L" + owner + ";";
      super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, "now", descriptor, false);
    }

    private void call(String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, CLOCK, name, descriptor, false);
    }
  }
}
