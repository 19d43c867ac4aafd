package cn.birch.onetap;
public interface BirchAnswer { void answer(boolean goOn); }
