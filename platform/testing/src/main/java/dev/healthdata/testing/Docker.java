package dev.healthdata.testing;

import org.testcontainers.DockerClientFactory;

/** Whether a Docker daemon answers, asked once. {@code HEALTHCARE_TEST_DOCKER=false} keeps tests from using it. */
public final class Docker {
    private static final boolean ANSWERS = !"false".equals(System.getenv("HEALTHCARE_TEST_DOCKER"))
            && DockerClientFactory.instance().isDockerAvailable();

    private Docker() {}

    public static boolean answers() {
        return ANSWERS;
    }

    /** From an environment variable, so that another registry or version can be chosen. */
    public static String image(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }
}
