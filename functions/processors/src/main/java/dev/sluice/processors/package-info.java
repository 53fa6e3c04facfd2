/// What is done with files that are READY: one package a processor.
@NullMarked
package dev.sluice.processors;

import org.jspecify.annotations.NullMarked;
