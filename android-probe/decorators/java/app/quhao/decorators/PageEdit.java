package app.quhao.decorators;

/** Changes a drawn page before it is shown. */
public interface PageEdit {
  void edit(PageFinder page);
}
