package app.quhao.handset.convert.translate;

/** A field or method as an instruction names it. `owner` is an internal name. */
record Member(String owner, String name, String descriptor) {}
