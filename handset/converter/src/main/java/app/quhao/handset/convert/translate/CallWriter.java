package app.quhao.handset.convert.translate;

import java.util.List;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.instruction.DualReferenceInstruction;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.reference.CallSiteReference;
import org.jf.dexlib2.iface.reference.MethodProtoReference;
import org.jf.dexlib2.iface.reference.MethodReference;
import org.jf.dexlib2.iface.value.EncodedValue;
import org.objectweb.asm.Opcodes;

/** Writes calls. The result stays on the stack for the move-result that follows. */
final class CallWriter {
  private final Site site;
  private final Rewrites rewrites;
  private final Constants constants;

  CallWriter(Site site, Rewrites rewrites, Constants constants) {
    this.site = site;
    this.rewrites = rewrites;
    this.constants = constants;
  }

  void write(int index, Effect effect) {
    Instruction instruction = site.code.at(index);
    if (((ReferenceInstruction) instruction).getReference() instanceof CallSiteReference callSite) {
      site.loadAll(index, effect);
      writeCustom(callSite);
      return;
    }
    MethodReference method = (MethodReference) ((ReferenceInstruction) instruction).getReference();
    if (instruction instanceof DualReferenceInstruction dual) {
      site.loadAll(index, effect);
      String descriptor = Descriptors.of((MethodProtoReference) dual.getReference2());
      site.out.call(Opcodes.INVOKEVIRTUAL, member(method.getDefiningClass(), method, descriptor), false);
      return;
    }
    if (method.getName().equals("<init>")) {
      writeConstructor(index, effect, method);
      return;
    }
    site.loadAll(index, effect);
    writeMethod(instruction.getOpcode(), method);
  }

  private void writeMethod(Opcode opcode, MethodReference method) {
    String owner = method.getDefiningClass();
    boolean isInterface = site.types.isInterface(owner);
    String descriptor = Descriptors.of(method);
    switch (opcode) {
      case INVOKE_VIRTUAL, INVOKE_VIRTUAL_RANGE ->
          site.out.call(Opcodes.INVOKEVIRTUAL, member(owner, method, descriptor), false);
      case INVOKE_INTERFACE, INVOKE_INTERFACE_RANGE ->
          site.out.call(Opcodes.INVOKEINTERFACE, member(owner, method, descriptor), true);
      case INVOKE_STATIC, INVOKE_STATIC_RANGE ->
          site.out.call(Opcodes.INVOKESTATIC, member(owner, method, descriptor), isInterface);
      case INVOKE_DIRECT, INVOKE_DIRECT_RANGE ->
          site.out.call(Opcodes.INVOKESPECIAL, member(owner, method, descriptor), isInterface);
      case INVOKE_SUPER, INVOKE_SUPER_RANGE ->
          site.out.call(Opcodes.INVOKESPECIAL, member(superOwner(owner, isInterface), method, descriptor), isInterface);
      default -> throw new TranslationException("the call is not one of an APK's dex");
    }
  }

  /**
   * A dex looks a super call up from the super class, whatever class the reference names. A JVM
   * looks it up in the named class if that is the calling one.
   */
  private String superOwner(String owner, boolean isInterface) {
    String own = site.code.method.getDefiningClass();
    if (isInterface) {
      if (!own.equals(owner)) {
        rewrites.implement(own, owner);
      }
      return owner;
    }
    String parent = site.types.superOf(own);
    return own.equals(owner) || !site.types.isSubclass(own, owner) ? parent : owner;
  }

  private void writeConstructor(int index, Effect effect, MethodReference method) {
    RefType fresh = site.reference(index, effect.uses().get(0).register());
    String owner = method.getDefiningClass();
    String descriptor = Descriptors.of(method);
    String made = fresh.descriptor();
    boolean isThis = fresh.form() == RefType.Form.FRESH_THIS;
    String parent = isThis ? site.types.superOf(made) : null;
    site.loadAll(index, effect);
    if (owner.equals(made) || owner.equals(parent)) {
      site.out.call(Opcodes.INVOKESPECIAL, member(owner, method, descriptor), false);
      return;
    }
    String type = isThis ? parent : made;
    site.out.insn(Opcodes.ACONST_NULL);
    String bypass = rewrites.bypass(type, owner, descriptor);
    site.out.call(Opcodes.INVOKESPECIAL, member(type, method, bypass), false);
  }

  private void writeCustom(CallSiteReference callSite) {
    List<? extends EncodedValue> extra = callSite.getExtraArguments();
    Object[] arguments = extra.stream().map(constants::bootstrapArgument).toArray();
    Member nameAndType =
        new Member(null, callSite.getMethodName(), Descriptors.of(callSite.getMethodProto()));
    site.out.callDynamic(nameAndType, constants.handle(callSite.getMethodHandle()), arguments);
  }

  private static Member member(String owner, MethodReference method, String descriptor) {
    return new Member(TypeRules.internalName(owner), method.getName(), descriptor);
  }
}
