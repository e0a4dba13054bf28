package dev.healthdata.validator.process;

import java.util.List;

/** It cannot start like this: everything that somebody must change first. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
