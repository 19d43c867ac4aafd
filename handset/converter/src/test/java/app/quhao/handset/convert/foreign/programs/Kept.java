package app.quhao.handset.convert.foreign.programs;

record Kept(boolean z, byte b, char c, short s, int i, long j, float f, double d, Object o, int[] a) {
  static Kept of(float f) {
    return new Kept(true, (byte) -1, 'c', (short) 7, Integer.MIN_VALUE, 1L << 40, f, Double.NaN, null, null);
  }
}
