package com.maple.pass;

/** The page as a window. */
public final class StageWindow extends Stage {}
