package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import java.util.List;
import java.util.Map;
import org.jf.dexlib2.iface.instruction.formats.ArrayPayload;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the creation and filling of arrays. */
final class ArrayWriter {
  private static final int INLINE_ELEMENTS = 64;
  private static final int CHARS_OF_A_CONSTANT = 21_000;
  private static final Member CHAR_AT = new Member("java/lang/String", "charAt", "(I)C");

  private final Site site;
  private final Assembler out;

  ArrayWriter(Site site) {
    this.site = site;
    this.out = site.out;
  }

  /** The length is on the stack. */
  void create(String arrayType) {
    String element = arrayType.substring(1);
    if (Kind.of(element) == Kind.REFERENCE) {
      out.type(Opcodes.ANEWARRAY, TypeRules.internalName(element));
      return;
    }
    out.newPrimitiveArray(
        switch (element.charAt(0)) {
          case 'Z' -> Opcodes.T_BOOLEAN;
          case 'B' -> Opcodes.T_BYTE;
          case 'C' -> Opcodes.T_CHAR;
          case 'S' -> Opcodes.T_SHORT;
          case 'I' -> Opcodes.T_INT;
          case 'J' -> Opcodes.T_LONG;
          case 'F' -> Opcodes.T_FLOAT;
          default -> Opcodes.T_DOUBLE;
        });
  }

  void createFilled(int index, Effect effect) {
    String arrayType = Arguments.typeOf(site.code.at(index));
    List<Use> elements = effect.uses();
    out.pushInt(elements.size());
    create(arrayType);
    for (int i = 0; i < elements.size(); i++) {
      out.insn(Opcodes.DUP);
      out.pushInt(i);
      site.load(index, elements.get(i));
      out.insn(storeOpcode(arrayType));
    }
  }

  /**
   * fill-array-data. ART compares the lengths before it writes, so the last element is written
   * first: an array that is too short is left as it was.
   */
  void fill(int index, Effect effect) {
    if (!(site.code.payload(index) instanceof ArrayPayload payload)) {
      throw new TranslationException("there is no data for the array");
    }
    RefType array = site.reference(index, effect.uses().get(0).register());
    int length = payload.getArrayElements().size();
    if (length == 0 || array == null || array.isNull()) {
      site.loadAll(index, effect);
      out.insn(Opcodes.ARRAYLENGTH);
      out.insn(Opcodes.POP);
      return;
    }
    if (!array.isArray() || Kind.of(array.descriptor().substring(1)) == Kind.REFERENCE) {
      throw new TranslationException("the register holds no array of primitives");
    }
    Filling filling = new Filling(index, effect, array.descriptor(), payload.getArrayElements());
    if (length <= INLINE_ELEMENTS) {
      filling.inline();
    } else {
      filling.inLoops();
    }
  }

  private final class Filling {
    private final int index;
    private final Effect effect;
    private final String arrayType;
    private final Kind kind;
    private final List<Number> elements;

    Filling(int index, Effect effect, String arrayType, List<Number> elements) {
      this.index = index;
      this.effect = effect;
      this.arrayType = arrayType;
      this.kind = Kind.of(arrayType.substring(1));
      this.elements = elements;
    }

    void inline() {
      for (int i = elements.size() - 1; i >= 0; i--) {
        put(i);
      }
    }

    private void put(int i) {
      site.loadAll(index, effect);
      out.pushInt(i);
      out.pushBits(elements.get(i).longValue(), kind);
      out.insn(storeOpcode(arrayType));
    }

    /** Long data stands in string constants, so that the method stays below 64 KiB. */
    void inLoops() {
      put(elements.size() - 1);
      int step = CHARS_OF_A_CONSTANT / charsOfElement();
      int text = site.locals.temporary(Kind.REFERENCE);
      int counter = site.locals.temporary(Kind.INT);
      for (int from = 0; from < elements.size(); from += step) {
        List<Number> part = elements.subList(from, Math.min(elements.size(), from + step));
        out.constant(encode(part));
        out.local(Opcodes.ASTORE, text);
        out.pushInt(0);
        out.local(Opcodes.ISTORE, counter);
        Label head = new Label();
        out.target(head, site.frame(index, Map.of(text, "java/lang/String", counter, Opcodes.INTEGER)));
        site.loadAll(index, effect);
        out.local(Opcodes.ILOAD, counter);
        out.pushInt(from);
        out.insn(Opcodes.IADD);
        decode(text, counter);
        out.insn(storeOpcode(arrayType));
        out.increment(counter);
        out.local(Opcodes.ILOAD, counter);
        out.pushInt(part.size());
        out.jump(Opcodes.IF_ICMPLT, head);
      }
    }

    private int charsOfElement() {
      return switch (arrayType.charAt(1)) {
        case 'I', 'F' -> 2;
        case 'J', 'D' -> 4;
        default -> 1;
      };
    }

    private String encode(List<Number> part) {
      StringBuilder text = new StringBuilder();
      boolean isByte = arrayType.charAt(1) == 'B' || arrayType.charAt(1) == 'Z';
      for (Number element : part) {
        for (int i = charsOfElement() - 1; i >= 0; i--) {
          long bits = element.longValue() >> 16 * i;
          text.append((char) (isByte ? bits & 0xff : bits));
        }
      }
      return text.toString();
    }

    private void decode(int text, int counter) {
      int chars = charsOfElement();
      boolean isWide = chars == 4;
      for (int i = 0; i < chars; i++) {
        if (i > 0) {
          out.pushInt(16);
          out.insn(isWide ? Opcodes.LSHL : Opcodes.ISHL);
        }
        out.local(Opcodes.ALOAD, text);
        out.local(Opcodes.ILOAD, counter);
        out.pushInt(chars);
        out.insn(Opcodes.IMUL);
        out.pushInt(i);
        out.insn(Opcodes.IADD);
        out.call(Opcodes.INVOKEVIRTUAL, CHAR_AT, false);
        if (isWide) {
          out.insn(Opcodes.I2L);
        }
        if (i > 0) {
          out.insn(isWide ? Opcodes.LOR : Opcodes.IOR);
        }
      }
      if (kind == Kind.FLOAT) {
        out.call(Opcodes.INVOKESTATIC, new Member("java/lang/Float", "intBitsToFloat", "(I)F"), false);
      } else if (kind == Kind.DOUBLE) {
        out.call(Opcodes.INVOKESTATIC, new Member("java/lang/Double", "longBitsToDouble", "(J)D"), false);
      }
    }
  }

  private static int storeOpcode(String arrayType) {
    return Type.getType(arrayType.substring(1)).getOpcode(Opcodes.IASTORE);
  }
}
