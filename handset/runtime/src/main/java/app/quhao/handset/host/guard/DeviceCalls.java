package app.quhao.handset.host.guard;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that commands run on the device (DeviceCommands), also by
 * reflection, what it asks of the machine is the device's (DeviceProperties), and classes that a
 * device has not are not found by name (DeviceClasses). Method handles and calls by the framework
 * stay as they are.
 */
public final class DeviceCalls {
  private static final String COMMANDS = Type.getInternalName(DeviceCommands.class);
  private static final String PROPERTIES = Type.getInternalName(DeviceProperties.class);
  private static final String REFLECTION = Type.getInternalName(ReflectiveCalls.class);
  private static final String CLASSES = Type.getInternalName(DeviceClasses.class);
  private static final String PRESENT = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String FILE = "java/io/File";
  private static final String METHOD = "java/lang/reflect/Method";
  private static final String CONSTRUCTOR = "java/lang/reflect/Constructor";
  private static final String ARRAY = "[Ljava/lang/Object;";

  /** A class whose constant pool has none of them is left as it is. */
  private static final List<String> MENTIONS =
      List.of(
          "java/lang/ProcessBuilder",
          "java/lang/Runtime",
          "createTempFile",
          "getProperty",
          "getLocalHost",
          "Space",
          "forName",
          "loadClass",
          METHOD,
          CONSTRUCTOR);

  public static final Rewriting REWRITING = new Rewriting(MENTIONS, DeviceMethod::new);

  private DeviceCalls() {}

  private static final class DeviceMethod extends CallVisitor {
    /** An array and two of its elements, where there were three values. */
    private static final int MORE_STACK = 3;

    DeviceMethod(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      if (isProcess(call)) {
        replace(call, COMMANDS);
        return;
      }
      if (isOfMachine(call)) {
        replace(call, PROPERTIES);
        return;
      }
      lookUpClass(call);
      if (call.isOf(METHOD, "invoke")) {
        prepareMethod();
      } else if (call.isOf(CONSTRUCTOR, "newInstance")) {
        prepareConstructor();
      }
      pass(call);
    }

    private static boolean isProcess(Call call) {
      return call.isOf("java/lang/Runtime", "exec")
          || call.isOf("java/lang/ProcessBuilder", "start");
    }

    private static boolean isOfMachine(Call call) {
      if (!call.isStatic()) {
        return call.owner().equals(FILE)
            && call.name().endsWith("Space")
            && call.descriptor().equals("()J");
      }
      return call.isOf("java/lang/System", "getProperty")
          || call.isOf("java/net/InetAddress", "getLocalHost")
          || call.isOf(FILE, "createTempFile")
              && call.descriptor()
                  .equals("(Ljava/lang/String;Ljava/lang/String;)Ljava/io/File;");
    }

    /** The name comes first; a boolean and a loader may lie above it. */
    private void lookUpClass(Call call) {
      boolean isForName = call.isOf("java/lang/Class", "forName");
      if (isForName && call.descriptor().startsWith("(Ljava/lang/String;Z")) {
        beneath(2, this::present);
      } else if ((isForName || call.isOf("java/lang/ClassLoader", "loadClass"))
          && call.descriptor().startsWith("(Ljava/lang/String;)")) {
        present();
      }
    }

    private void present() {
      callStatic(CLASSES, "present", PRESENT);
    }

    /** Takes method, receiver and arguments from the stack and leaves others. */
    private void prepareMethod() {
      callStatic(
          REFLECTION, "method", "(L" + METHOD + ";Ljava/lang/Object;" + ARRAY + ")" + ARRAY);
      element(0, METHOD);
      visitInsn(Opcodes.SWAP);
      element(1, null);
      visitInsn(Opcodes.SWAP);
      visitInsn(Opcodes.ICONST_2);
      visitInsn(Opcodes.AALOAD);
      visitTypeInsn(Opcodes.CHECKCAST, ARRAY);
    }

    /** Puts an element on top of the array. */
    private void element(int index, String type) {
      visitInsn(Opcodes.DUP);
      visitInsn(Opcodes.ICONST_0 + index);
      visitInsn(Opcodes.AALOAD);
      if (type != null) {
        visitTypeInsn(Opcodes.CHECKCAST, type);
      }
    }

    private void prepareConstructor() {
      visitInsn(Opcodes.DUP2);
      callStatic(REFLECTION, "constructor", "(L" + CONSTRUCTOR + ";" + ARRAY + ")" + ARRAY);
      visitInsn(Opcodes.SWAP);
      visitInsn(Opcodes.POP);
    }
  }
}
