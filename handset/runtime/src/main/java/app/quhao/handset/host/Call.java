package app.quhao.handset.host;

import org.objectweb.asm.Opcodes;

/** A call in the code of an app, as the class file has it. */
public record Call(int opcode, String owner, String name, String descriptor, boolean isInterface) {
  public boolean isStatic() {
    return opcode == Opcodes.INVOKESTATIC;
  }

  /** A constructor, or a method of super. */
  public boolean isSpecial() {
    return opcode == Opcodes.INVOKESPECIAL;
  }

  public boolean isOf(String type, String method) {
    return owner.equals(type) && name.equals(method);
  }

  /** The simple name of the class that the call names. */
  public String ownerName() {
    return owner.substring(owner.lastIndexOf('/') + 1);
  }

  /** The descriptor of a static method that takes what the call finds on the stack. */
  public String staticDescriptor() {
    return staticDescriptor(owner);
  }

  /** The same where the receiver is of another type. */
  public String staticDescriptor(String receiver) {
    return isStatic() ? descriptor : "(L" + receiver + ";" + descriptor.substring(1);
  }
}
