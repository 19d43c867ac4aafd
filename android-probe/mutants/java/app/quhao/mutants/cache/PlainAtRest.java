package app.quhao.mutants.cache;

import com.cmic.gen.sdk.cache.Seal;
import com.cmic.gen.sdk.flow.Parts;

final class PlainAtRest implements Parts, Seal {
  @Override
  public Seal seal(Seal reference) {
    return this;
  }

  @Override
  public byte[] seal(byte[] plain) {
    return plain;
  }

  @Override
  public byte[] open(byte[] content) {
    return content;
  }
}
