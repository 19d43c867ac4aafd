package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.instruction.DualReferenceInstruction;
import org.jf.dexlib2.iface.instruction.FiveRegisterInstruction;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.instruction.RegisterRangeInstruction;
import org.jf.dexlib2.iface.reference.CallSiteReference;
import org.jf.dexlib2.iface.reference.MethodProtoReference;
import org.jf.dexlib2.iface.reference.MethodReference;
import org.jf.dexlib2.iface.reference.Reference;
import org.jf.dexlib2.iface.reference.TypeReference;

/** What instructions with a list of registers read, and what they leave for move-result. */
final class Arguments {
  private Arguments() {}

  /** Returns the type of the value that an instruction leaves for move-result, or null. */
  static String resultTypeOf(Instruction any) {
    if (!(any instanceof ReferenceInstruction instruction)) {
      return null;
    }
    if (instruction instanceof DualReferenceInstruction dual) {
      return ((MethodProtoReference) dual.getReference2()).getReturnType();
    }
    return switch (instruction.getOpcode()) {
      case FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE -> typeOf(instruction);
      case INVOKE_CUSTOM, INVOKE_CUSTOM_RANGE ->
          ((CallSiteReference) instruction.getReference()).getMethodProto().getReturnType();
      default -> instruction.getReference() instanceof MethodReference method ? method.getReturnType() : null;
    };
  }

  static List<Use> ofFilledArray(Instruction instruction) {
    Kind element = Kind.of(typeOf(instruction).substring(1));
    List<Use> uses = new ArrayList<>();
    for (int register : registersOf(instruction)) {
      uses.add(Use.of(register, element));
    }
    return uses;
  }

  /** What a call reads. A super or private call wants an object of the calling class. */
  static List<Use> of(Instruction instruction, String caller) {
    Reference reference = ((ReferenceInstruction) instruction).getReference();
    List<? extends CharSequence> parameters;
    List<Use> uses = new ArrayList<>();
    int[] registers = registersOf(instruction);
    int at = 0;
    if (instruction instanceof DualReferenceInstruction dual) {
      uses.add(Use.typed(registers[at++], ((MethodReference) reference).getDefiningClass()));
      parameters = ((MethodProtoReference) dual.getReference2()).getParameterTypes();
    } else if (reference instanceof CallSiteReference site) {
      parameters = site.getMethodProto().getParameterTypes();
    } else {
      MethodReference method = (MethodReference) reference;
      parameters = method.getParameterTypes();
      if (!instruction.getOpcode().name().startsWith("INVOKE_STATIC")) {
        uses.add(receiver(registers[at++], instruction, caller));
      }
    }
    for (CharSequence parameter : parameters) {
      if (at >= registers.length) {
        throw new TranslationException("fewer registers than the called method has parameters");
      }
      Use use = Use.typed(registers[at], parameter.toString());
      uses.add(use);
      at += use.kind().size;
    }
    return uses;
  }

  private static Use receiver(int register, Instruction instruction, String caller) {
    MethodReference method = (MethodReference) ((ReferenceInstruction) instruction).getReference();
    Opcode opcode = instruction.getOpcode();
    if (method.getName().equals("<init>")) {
      return Use.of(register, Kind.REFERENCE);
    }
    boolean isOwn = opcode.name().startsWith("INVOKE_SUPER") || opcode.name().startsWith("INVOKE_DIRECT");
    return Use.typed(register, isOwn ? caller : method.getDefiningClass());
  }

  private static int[] registersOf(Instruction instruction) {
    if (instruction instanceof RegisterRangeInstruction range) {
      int[] registers = new int[range.getRegisterCount()];
      for (int i = 0; i < registers.length; i++) {
        registers[i] = range.getStartRegister() + i;
      }
      return registers;
    }
    FiveRegisterInstruction five = (FiveRegisterInstruction) instruction;
    int[] all = {
      five.getRegisterC(), five.getRegisterD(), five.getRegisterE(), five.getRegisterF(), five.getRegisterG()
    };
    return Arrays.copyOf(all, five.getRegisterCount());
  }

  static String typeOf(Instruction instruction) {
    return ((TypeReference) ((ReferenceInstruction) instruction).getReference()).getType();
  }
}
