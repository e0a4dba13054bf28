package dev.healthdata.validator.reference;

import dev.healthdata.validator.message.Days;

/** One who asked about a row that has come. */
record Answerable(Asker asker, Days days) {}
