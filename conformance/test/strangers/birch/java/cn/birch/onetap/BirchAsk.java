package cn.birch.onetap;
public interface BirchAsk { void ask(android.content.Context c, BirchAnswer answer); }
