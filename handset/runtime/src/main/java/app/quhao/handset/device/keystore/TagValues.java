package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.KeyParameter;
import android.hardware.security.keymint.KeyParameterValue;
import android.hardware.security.keymint.Tag;
import android.hardware.security.keymint.TagType;

/** Converts parameters of the framework's interface. */
final class TagValues {
  /** Bits of a tag that say the type of its value. */
  private static final int TYPE_MASK = 0xF0000000;

  private TagValues() {}

  static KeyTags read(KeyParameter[] parameters) {
    KeyTags tags = new KeyTags();
    for (KeyParameter parameter : parameters) {
      if (KeyTags.isBytes(parameter.tag)) {
        tags.put(parameter.tag, parameter.value.getBlob());
      } else {
        tags.put(parameter.tag, numberOf(parameter.tag, parameter.value));
      }
    }
    return tags;
  }

  private static long numberOf(int tag, KeyParameterValue value) {
    return switch (tag) {
      case Tag.ALGORITHM -> value.getAlgorithm();
      case Tag.BLOCK_MODE -> value.getBlockMode();
      case Tag.PADDING -> value.getPaddingMode();
      case Tag.DIGEST, Tag.RSA_OAEP_MGF_DIGEST -> value.getDigest();
      case Tag.EC_CURVE -> value.getEcCurve();
      case Tag.PURPOSE -> value.getKeyPurpose();
      case Tag.USER_AUTH_TYPE -> value.getHardwareAuthenticatorType();
      default -> switch (tag & TYPE_MASK) {
        case TagType.BOOL -> value.getBoolValue() ? 1 : 0;
        case TagType.DATE -> value.getDateTime();
        case TagType.ULONG, TagType.ULONG_REP -> value.getLongInteger();
        default -> value.getInteger();
      };
    };
  }

  static KeyParameter write(KeyTags.Entry entry) {
    KeyParameter parameter = new KeyParameter();
    parameter.tag = entry.tag();
    parameter.value =
        entry.bytes() != null
            ? KeyParameterValue.blob(entry.bytes())
            : valueOf(entry.tag(), entry.number());
    return parameter;
  }

  private static KeyParameterValue valueOf(int tag, long number) {
    int small = (int) number;
    return switch (tag) {
      case Tag.ALGORITHM -> KeyParameterValue.algorithm(small);
      case Tag.BLOCK_MODE -> KeyParameterValue.blockMode(small);
      case Tag.PADDING -> KeyParameterValue.paddingMode(small);
      case Tag.DIGEST, Tag.RSA_OAEP_MGF_DIGEST -> KeyParameterValue.digest(small);
      case Tag.EC_CURVE -> KeyParameterValue.ecCurve(small);
      case Tag.PURPOSE -> KeyParameterValue.keyPurpose(small);
      case Tag.ORIGIN -> KeyParameterValue.origin(small);
      case Tag.USER_AUTH_TYPE -> KeyParameterValue.hardwareAuthenticatorType(small);
      default -> switch (tag & TYPE_MASK) {
        case TagType.BOOL -> KeyParameterValue.boolValue(number != 0);
        case TagType.DATE -> KeyParameterValue.dateTime(number);
        case TagType.ULONG, TagType.ULONG_REP -> KeyParameterValue.longInteger(number);
        default -> KeyParameterValue.integer(small);
      };
    };
  }
}
