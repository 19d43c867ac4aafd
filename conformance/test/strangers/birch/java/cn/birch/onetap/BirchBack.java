package cn.birch.onetap;
public interface BirchBack { void back(); }
