package io.photinus.types.error;

/** Marks exceptions that mean «not now»: something that the job needs is away, and nobody made a mistake. */
public interface Temporary {}
