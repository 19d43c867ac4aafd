package app.quhao.handset.convert.translate;

import org.jf.dexlib2.iface.Method;
import org.objectweb.asm.Opcodes;

/** Access flags as a JVM accepts them. ART is more lenient. */
final class Access {
  private static final int DECLARED_SYNCHRONIZED = 0x20000;
  private static final int VISIBILITY = Opcodes.ACC_PUBLIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED;
  private static final int OF_CLASS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_INTERFACE
          | Opcodes.ACC_ABSTRACT
          | Opcodes.ACC_SYNTHETIC
          | Opcodes.ACC_ANNOTATION
          | Opcodes.ACC_ENUM;
  private static final int OF_FIELD =
      VISIBILITY
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_VOLATILE
          | Opcodes.ACC_TRANSIENT
          | Opcodes.ACC_SYNTHETIC
          | Opcodes.ACC_ENUM;
  private static final int OF_METHOD = 0xffff;
  private static final int OF_CONSTRUCTOR =
      VISIBILITY | Opcodes.ACC_VARARGS | Opcodes.ACC_STRICT | Opcodes.ACC_SYNTHETIC;

  private Access() {}

  static int ofClass(int flags) {
    int access = consistent(flags & OF_CLASS);
    return (access & Opcodes.ACC_INTERFACE) == 0 ? access | Opcodes.ACC_SUPER : access;
  }

  static int ofInnerClass(int flags) {
    return consistent(flags & (OF_CLASS | VISIBILITY | Opcodes.ACC_STATIC));
  }

  private static int consistent(int access) {
    if ((access & Opcodes.ACC_INTERFACE) != 0) {
      return (access | Opcodes.ACC_ABSTRACT) & ~(Opcodes.ACC_FINAL | Opcodes.ACC_ENUM);
    }
    int ofNoInterface = access & ~Opcodes.ACC_ANNOTATION;
    return (access & Opcodes.ACC_ABSTRACT) == 0 ? ofNoInterface : ofNoInterface & ~Opcodes.ACC_FINAL;
  }

  static int ofField(int flags, boolean isInterface) {
    int access = flags & OF_FIELD;
    if (isInterface) {
      return access & Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    }
    return (access & Opcodes.ACC_VOLATILE) == 0 ? access : access & ~Opcodes.ACC_FINAL;
  }

  static int ofMethod(Method method, boolean isInterface) {
    int flags = method.getAccessFlags();
    if (method.getName().equals("<clinit>")) {
      return Opcodes.ACC_STATIC;
    }
    if (method.getName().equals("<init>")) {
      return flags & OF_CONSTRUCTOR;
    }
    int access = flags & OF_METHOD;
    if ((flags & DECLARED_SYNCHRONIZED) != 0) {
      access |= Opcodes.ACC_SYNCHRONIZED;
    }
    if (isInterface) {
      access &= ~(Opcodes.ACC_FINAL | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_PROTECTED);
      if ((access & Opcodes.ACC_PRIVATE) == 0) {
        access |= Opcodes.ACC_PUBLIC;
      }
    }
    if ((access & Opcodes.ACC_ABSTRACT) != 0) {
      access &=
          ~(Opcodes.ACC_FINAL
              | Opcodes.ACC_SYNCHRONIZED
              | Opcodes.ACC_NATIVE
              | Opcodes.ACC_STRICT
              | Opcodes.ACC_STATIC
              | Opcodes.ACC_PRIVATE);
    }
    return access;
  }
}
