package cn.birch.onetap;
final class Stop extends Exception {
  final String code;
  final String msg;
  Stop(String code, String msg) { super(code + " " + msg); this.code = code; this.msg = msg; }
}
