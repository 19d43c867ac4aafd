package cn.birch.onetap;
public interface BirchCallback { void onBirch(int tag, BirchResult result); }
