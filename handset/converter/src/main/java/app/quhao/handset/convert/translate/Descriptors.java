package app.quhao.handset.convert.translate;

import java.util.List;
import org.jf.dexlib2.iface.reference.MethodProtoReference;
import org.jf.dexlib2.iface.reference.MethodReference;

/** Method descriptors. */
final class Descriptors {
  private Descriptors() {}

  static String of(MethodReference method) {
    return of(method.getParameterTypes(), method.getReturnType());
  }

  static String of(MethodProtoReference proto) {
    return of(proto.getParameterTypes(), proto.getReturnType());
  }

  private static String of(List<? extends CharSequence> parameters, String result) {
    StringBuilder descriptor = new StringBuilder("(");
    parameters.forEach(descriptor::append);
    return descriptor.append(')').append(result).toString();
  }
}
