/** What the tests on real Kafka share. */
package dev.healthdata.producer.support;
