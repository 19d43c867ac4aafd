package cn.birch.onetap;
public final class BirchLink {
  public final String carrier, kind;
  BirchLink(String carrier, String kind) { this.carrier = carrier; this.kind = kind; }
}
