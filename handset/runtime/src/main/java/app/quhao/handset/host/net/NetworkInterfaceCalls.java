package app.quhao.handset.host.net;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Rewrites the classes of an app so that they see the device's interfaces, not the JVM's. */
public final class NetworkInterfaceCalls {
  private static final String JDK = "java/net/NetworkInterface";
  private static final String OURS = Type.getInternalName(DeviceInterfaces.class);
  private static final Set<String> METHODS = Set.copyOf(DeviceInterfaces.methods());

  public static final Rewriting REWRITING = new Rewriting(List.of(JDK), Rewritten::new);

  private NetworkInterfaceCalls() {}

  private static final class Rewritten extends CallVisitor {
    Rewritten(MethodVisitor next) {
      super(next, 0);
    }

    @Override
    protected void write(Call call) {
      if (call.owner().equals(JDK) && METHODS.contains(call.name())) {
        replace(call, OURS);
      } else {
        pass(call);
      }
    }
  }
}
