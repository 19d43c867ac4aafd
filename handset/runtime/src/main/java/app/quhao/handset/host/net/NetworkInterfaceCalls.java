package app.quhao.handset.host.net;

import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Rewrites the classes of an app so that they see the device's interfaces, not the JVM's. */
public final class NetworkInterfaceCalls {
  private static final String JDK = "java/net/NetworkInterface";
  private static final String OURS = Type.getInternalName(DeviceInterfaces.class);
  private static final Set<String> METHODS = Set.copyOf(DeviceInterfaces.methods());

  public static final Rewriting REWRITING = new Rewriting(List.of(JDK), Rewritten::new);

  private NetworkInterfaceCalls() {}

  private static final class Rewritten extends MethodVisitor {
    Rewritten(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (!owner.equals(JDK) || !METHODS.contains(name)) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      String of =
          opcode == Opcodes.INVOKESTATIC ? descriptor : "(L" + JDK + ";" + descriptor.substring(1);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, OURS, name, of, false);
    }
  }
}
