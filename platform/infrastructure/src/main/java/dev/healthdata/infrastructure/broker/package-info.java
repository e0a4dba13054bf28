/** Kafka's own broker in a JVM of its own, with all that lasts in one directory. */
package dev.healthdata.infrastructure.broker;
