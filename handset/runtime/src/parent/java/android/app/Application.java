package android.app;

/** A name only: Robolectric's Config refers to it outside of the sandbox, where no Android is. */
public class Application {}
