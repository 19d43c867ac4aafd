package app.quhao.handset.convert.translate;

import org.jf.dexlib2.MethodHandleType;
import org.jf.dexlib2.iface.reference.FieldReference;
import org.jf.dexlib2.iface.reference.MethodHandleReference;
import org.jf.dexlib2.iface.reference.MethodReference;
import org.jf.dexlib2.iface.value.DoubleEncodedValue;
import org.jf.dexlib2.iface.value.EncodedValue;
import org.jf.dexlib2.iface.value.FloatEncodedValue;
import org.jf.dexlib2.iface.value.IntEncodedValue;
import org.jf.dexlib2.iface.value.LongEncodedValue;
import org.jf.dexlib2.iface.value.MethodHandleEncodedValue;
import org.jf.dexlib2.iface.value.MethodTypeEncodedValue;
import org.jf.dexlib2.iface.value.StringEncodedValue;
import org.jf.dexlib2.iface.value.TypeEncodedValue;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Method handles and the constants of a call site. */
final class Constants {
  private final TypeRules types;

  Constants(TypeRules types) {
    this.types = types;
  }

  Handle handle(MethodHandleReference reference) {
    int tag =
        switch (reference.getMethodHandleType()) {
          case MethodHandleType.STATIC_PUT -> Opcodes.H_PUTSTATIC;
          case MethodHandleType.STATIC_GET -> Opcodes.H_GETSTATIC;
          case MethodHandleType.INSTANCE_PUT -> Opcodes.H_PUTFIELD;
          case MethodHandleType.INSTANCE_GET -> Opcodes.H_GETFIELD;
          case MethodHandleType.INVOKE_STATIC -> Opcodes.H_INVOKESTATIC;
          case MethodHandleType.INVOKE_INSTANCE -> Opcodes.H_INVOKEVIRTUAL;
          case MethodHandleType.INVOKE_CONSTRUCTOR -> Opcodes.H_NEWINVOKESPECIAL;
          case MethodHandleType.INVOKE_DIRECT -> Opcodes.H_INVOKESPECIAL;
          case MethodHandleType.INVOKE_INTERFACE -> Opcodes.H_INVOKEINTERFACE;
          default -> throw new TranslationException("a method handle of an unknown type");
        };
    if (reference.getMemberReference() instanceof FieldReference field) {
      String owner = TypeRules.internalName(field.getDefiningClass());
      return new Handle(tag, owner, field.getName(), field.getType(), types.isInterface(field.getDefiningClass()));
    }
    MethodReference method = (MethodReference) reference.getMemberReference();
    return new Handle(
        tag,
        TypeRules.internalName(method.getDefiningClass()),
        method.getName(),
        Descriptors.of(method),
        types.isInterface(method.getDefiningClass()));
  }

  Object bootstrapArgument(EncodedValue value) {
    if (value instanceof IntEncodedValue number) {
      return number.getValue();
    }
    if (value instanceof LongEncodedValue number) {
      return number.getValue();
    }
    if (value instanceof FloatEncodedValue number) {
      return number.getValue();
    }
    if (value instanceof DoubleEncodedValue number) {
      return number.getValue();
    }
    if (value instanceof StringEncodedValue text) {
      return text.getValue();
    }
    if (value instanceof TypeEncodedValue type) {
      return Type.getType(type.getValue());
    }
    if (value instanceof MethodTypeEncodedValue type) {
      return Type.getMethodType(Descriptors.of(type.getValue()));
    }
    if (value instanceof MethodHandleEncodedValue method) {
      return handle(method.getValue());
    }
    throw new TranslationException("a call site with a constant that a JVM cannot pass to its bootstrap method");
  }
}
