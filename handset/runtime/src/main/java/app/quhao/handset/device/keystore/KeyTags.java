package app.quhao.handset.device.keystore;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The parameters of a key or of an operation: KeyMint's tags with their values. A value is a number,
 * which is 1 for a flag that is set, or bytes.
 */
final class KeyTags {
  /** Bits of a tag that say the type of its value (TagType of KeyMint). */
  private static final int TYPE_MASK = 0xF0000000;

  private static final int TYPE_BIGNUM = 0x80000000;
  private static final int TYPE_BYTES = 0x90000000;

  /** One tag with a value: `bytes` is null where the value is a number. */
  record Entry(int tag, long number, byte[] bytes) {
    String toText() {
      return Integer.toHexString(tag)
          + " "
          + (bytes == null ? Long.toString(number) : HexFormat.of().formatHex(bytes));
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  static boolean isBytes(int tag) {
    int type = tag & TYPE_MASK;
    return type == TYPE_BIGNUM || type == TYPE_BYTES;
  }

  KeyTags put(int tag, long number) {
    entries.add(new Entry(tag, number, null));
    return this;
  }

  KeyTags put(int tag, byte[] bytes) {
    entries.add(new Entry(tag, 0, bytes));
    return this;
  }

  /** Reads what {@link Entry#toText} has written. */
  KeyTags putText(String text) {
    int space = text.indexOf(' ');
    int tag = Integer.parseUnsignedInt(text.substring(0, space), 16);
    String value = text.substring(space + 1);
    return isBytes(tag)
        ? put(tag, HexFormat.of().parseHex(value))
        : put(tag, Long.parseLong(value));
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Returns the tags that match. */
  KeyTags only(IntPredicate wanted) {
    KeyTags result = new KeyTags();
    entries.stream().filter(entry -> wanted.test(entry.tag())).forEach(result.entries::add);
    return result;
  }

  boolean has(int tag) {
    return entries.stream().anyMatch(entry -> entry.tag() == tag);
  }

  boolean has(int tag, long number) {
    return numbers(tag).contains(number);
  }

  List<Long> numbers(int tag) {
    return entries.stream().filter(entry -> entry.tag() == tag).map(Entry::number).toList();
  }

  /** Returns the first value of the tag, or the other number without one. */
  long number(int tag, long other) {
    List<Long> numbers = numbers(tag);
    return numbers.isEmpty() ? other : numbers.get(0);
  }

  int integer(int tag, int other) {
    return (int) number(tag, other);
  }

  /** Returns null where the tag is absent. */
  byte[] bytes(int tag) {
    return entries.stream()
        .filter(entry -> entry.tag() == tag)
        .map(Entry::bytes)
        .findFirst()
        .orElse(null);
  }
}
