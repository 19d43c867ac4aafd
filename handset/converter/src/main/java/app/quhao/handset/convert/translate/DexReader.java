package app.quhao.handset.convert.translate;

import java.nio.charset.StandardCharsets;
import org.jf.dexlib2.Opcodes;
import org.jf.dexlib2.dexbacked.DexBackedDexFile;

/** Opens a dex file of version 035 to 040. */
final class DexReader {
  private static final int HEADER_SIZE = 0x70;
  private static final int VERSION_OFFSET = 4;
  private static final int OLDEST = 35;
  private static final int NEWEST = 40;

  /** The newest version that dexlib2 reads. 040 has the same layout and only allows more names. */
  private static final int NEWEST_OF_READER = 39;

  private DexReader() {}

  static DexBackedDexFile read(String name, byte[] content) {
    int version = versionOf(name, content);
    if (version < OLDEST || version > NEWEST) {
      throw new TranslationException(
          name + " is a dex file of version " + String.format("%03d", version) + "; the handset reads 035 to 040");
    }
    byte[] readable = content;
    if (version > NEWEST_OF_READER) {
      readable = content.clone();
      readable[VERSION_OFFSET + 1] = '3';
      readable[VERSION_OFFSET + 2] = '9';
    }
    try {
      return new DexBackedDexFile(Opcodes.forDexVersion(NEWEST_OF_READER), readable);
    } catch (RuntimeException e) {
      throw new TranslationException(name + " is not a dex file that can be read: " + e.getMessage(), e);
    }
  }

  private static int versionOf(String name, byte[] content) {
    boolean isDex =
        content.length >= HEADER_SIZE
            && new String(content, 0, VERSION_OFFSET, StandardCharsets.ISO_8859_1).equals("dex\n");
    String version = isDex ? new String(content, VERSION_OFFSET, 3, StandardCharsets.ISO_8859_1) : "";
    if (!version.matches("\\d{3}")) {
      throw new TranslationException(name + " is not a dex file");
    }
    return Integer.parseInt(version);
  }
}
