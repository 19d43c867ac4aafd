package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.ExceptionHandler;
import org.jf.dexlib2.iface.Method;
import org.jf.dexlib2.iface.MethodImplementation;
import org.jf.dexlib2.iface.TryBlock;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.OffsetInstruction;
import org.jf.dexlib2.iface.instruction.SwitchElement;
import org.jf.dexlib2.iface.instruction.SwitchPayload;

/** The instructions of one method by index, with the ways between them. */
final class MethodCode {
  private static final int ACC_STATIC = 8;
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  /** A handler whose catch type exists. `type` is null if it catches everything. */
  record Handler(String type, int index) {}

  final Method method;
  final MethodImplementation body;
  final List<Instruction> instructions = new ArrayList<>();
  private final List<Integer> addresses = new ArrayList<>();
  private final Map<Integer, Integer> indexByAddress = new HashMap<>();
  private final List<List<Handler>> handlers = new ArrayList<>();
  private final Map<Integer, String> caught = new HashMap<>();
  private final TypeRules types;

  MethodCode(Method method, TypeRules types) {
    this.method = method;
    this.types = types;
    this.body = method.getImplementation();
    int address = 0;
    for (Instruction instruction : body.getInstructions()) {
      indexByAddress.put(address, instructions.size());
      addresses.add(address);
      instructions.add(instruction);
      address += instruction.getCodeUnits();
    }
    readTryBlocks();
  }

  private void readTryBlocks() {
    for (int i = 0; i < size(); i++) {
      handlers.add(List.of());
    }
    for (TryBlock<? extends ExceptionHandler> block : body.getTryBlocks()) {
      List<Handler> list = new ArrayList<>();
      for (ExceptionHandler handler : block.getExceptionHandlers()) {
        String type = handler.getExceptionType();
        if (type == null || types.exists(type)) {
          int index = indexOf(handler.getHandlerCodeAddress());
          list.add(new Handler(type, index));
          caught.merge(index, type == null ? THROWABLE : type, types::join);
        }
      }
      int end = block.getStartCodeAddress() + block.getCodeUnitCount();
      for (int i = 0; i < size(); i++) {
        if (addresses.get(i) >= block.getStartCodeAddress() && addresses.get(i) < end) {
          handlers.set(i, list);
        }
      }
    }
  }

  int size() {
    return instructions.size();
  }

  int addressOf(int index) {
    return addresses.get(index);
  }

  int indexOf(int address) {
    Integer index = indexByAddress.get(address);
    if (index == null) {
      throw new TranslationException("no instruction begins at " + Integer.toHexString(address));
    }
    return index;
  }

  /** Returns -1 if no instruction begins there. */
  int indexOrNone(int address) {
    return indexByAddress.getOrDefault(address, -1);
  }

  Instruction at(int index) {
    return instructions.get(index);
  }

  Opcode opcode(int index) {
    return instructions.get(index).getOpcode();
  }

  /** Returns the handlers in order for what the instruction throws; empty if it cannot throw. */
  List<Handler> handlersOf(int index) {
    return canThrow(opcode(index)) ? handlers.get(index) : List.of();
  }

  /** dexlib2 takes fill-array-data for an instruction that cannot throw. */
  static boolean canThrow(Opcode opcode) {
    return opcode.canThrow() || opcode == Opcode.FILL_ARRAY_DATA;
  }

  boolean isStatic() {
    return (method.getAccessFlags() & ACC_STATIC) != 0;
  }

  boolean isConstructor() {
    return method.getName().equals("<init>");
  }

  /** Parameters are in the last registers. */
  int firstParameter() {
    int count = isStatic() ? 0 : 1;
    for (CharSequence type : method.getParameterTypes()) {
      count += Kind.of(type).size;
    }
    return body.getRegisterCount() - count;
  }

  /** The type of the exception with which control comes to a handler. */
  String caughtTypeAt(int index) {
    return caught.getOrDefault(index, THROWABLE);
  }

  int branchTarget(int index) {
    return indexOf(addressOf(index) + ((OffsetInstruction) at(index)).getCodeOffset());
  }

  Instruction payload(int index) {
    return at(branchTarget(index));
  }

  /** Switch targets are relative to the switch instruction, not to its payload. */
  List<? extends SwitchElement> switchElements(int index) {
    if (!(payload(index) instanceof SwitchPayload payload)) {
      throw new TranslationException("the switch has no table");
    }
    return payload.getSwitchElements();
  }

  int switchTarget(int index, SwitchElement element) {
    return indexOf(addressOf(index) + element.getOffset());
  }

  /** Returns where control goes next without an exception. */
  int[] successors(int index) {
    Opcode opcode = opcode(index);
    return switch (opcode) {
      case GOTO, GOTO_16, GOTO_32 -> new int[] {branchTarget(index)};
      case IF_EQ, IF_NE, IF_LT, IF_GE, IF_GT, IF_LE, IF_EQZ, IF_NEZ, IF_LTZ, IF_GEZ, IF_GTZ, IF_LEZ ->
          new int[] {next(index), branchTarget(index)};
      case PACKED_SWITCH, SPARSE_SWITCH -> switchSuccessors(index);
      default -> opcode.canContinue() ? new int[] {next(index)} : new int[0];
    };
  }

  private int next(int index) {
    if (index + 1 >= size()) {
      throw new TranslationException("control runs over the end of the method");
    }
    return index + 1;
  }

  private int[] switchSuccessors(int index) {
    List<? extends SwitchElement> elements = switchElements(index);
    int[] successors = new int[elements.size() + 1];
    successors[0] = next(index);
    for (int i = 0; i < elements.size(); i++) {
      successors[i + 1] = switchTarget(index, elements.get(i));
    }
    return successors;
  }
}
