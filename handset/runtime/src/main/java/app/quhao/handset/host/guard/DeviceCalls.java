package app.quhao.handset.host.guard;

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

  private static final class DeviceMethod extends MethodVisitor {
    /** An array and two of its elements, where there were three values. */
    private static final int MORE_STACK = 3;

    DeviceMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + MORE_STACK, locals);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (isProcess(owner, name)) {
        String receiver = "(L" + owner + ";";
        call(COMMANDS, name, receiver + descriptor.substring(1));
        return;
      }
      if (opcode == Opcodes.INVOKESTATIC && isOfMachine(owner, name, descriptor)) {
        call(PROPERTIES, name, descriptor);
        return;
      }
      if (owner.equals(FILE) && name.endsWith("Space") && descriptor.equals("()J")) {
        call(PROPERTIES, name, "(L" + FILE + ";)J");
        return;
      }
      lookUpClass(owner, name, descriptor);
      if (owner.equals(METHOD) && name.equals("invoke")) {
        prepareMethod();
      } else if (owner.equals(CONSTRUCTOR) && name.equals("newInstance")) {
        prepareConstructor();
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private static boolean isProcess(String owner, String name) {
      return owner.equals("java/lang/Runtime") && name.equals("exec")
          || owner.equals("java/lang/ProcessBuilder") && name.equals("start");
    }

    /** The name comes first; a boolean and a loader may lie above it. */
    private void lookUpClass(String owner, String name, String descriptor) {
      boolean isForName = owner.equals("java/lang/Class") && name.equals("forName");
      if (isForName && descriptor.startsWith("(Ljava/lang/String;Z")) {
        super.visitInsn(Opcodes.DUP2_X1);
        super.visitInsn(Opcodes.POP2);
        call(CLASSES, "present", PRESENT);
        super.visitInsn(Opcodes.DUP_X2);
        super.visitInsn(Opcodes.POP);
      } else if ((isForName || owner.equals("java/lang/ClassLoader") && name.equals("loadClass"))
          && descriptor.startsWith("(Ljava/lang/String;)")) {
        call(CLASSES, "present", PRESENT);
      }
    }

    private static boolean isOfMachine(String owner, String name, String descriptor) {
      return owner.equals("java/lang/System") && name.equals("getProperty")
          || owner.equals("java/net/InetAddress") && name.equals("getLocalHost")
          || owner.equals(FILE)
              && name.equals("createTempFile")
              && descriptor.equals("(Ljava/lang/String;Ljava/lang/String;)Ljava/io/File;");
    }

    /** Takes method, receiver and arguments from the stack and leaves others. */
    private void prepareMethod() {
      call(REFLECTION, "method", "(L" + METHOD + ";Ljava/lang/Object;" + ARRAY + ")" + ARRAY);
      element(0, METHOD);
      super.visitInsn(Opcodes.SWAP);
      element(1, null);
      super.visitInsn(Opcodes.SWAP);
      super.visitInsn(Opcodes.ICONST_2);
      super.visitInsn(Opcodes.AALOAD);
      super.visitTypeInsn(Opcodes.CHECKCAST, ARRAY);
    }

    /** Puts an element on top of the array. */
    private void element(int index, String type) {
      super.visitInsn(Opcodes.DUP);
      super.visitInsn(Opcodes.ICONST_0 + index);
      super.visitInsn(Opcodes.AALOAD);
      if (type != null) {
        super.visitTypeInsn(Opcodes.CHECKCAST, type);
      }
    }

    private void prepareConstructor() {
      super.visitInsn(Opcodes.DUP2);
      call(REFLECTION, "constructor", "(L" + CONSTRUCTOR + ";" + ARRAY + ")" + ARRAY);
      super.visitInsn(Opcodes.SWAP);
      super.visitInsn(Opcodes.POP);
    }

    private void call(String owner, String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
  }
}
