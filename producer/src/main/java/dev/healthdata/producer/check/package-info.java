/** What is wrong with files, told without Kafka; the door is {@link dev.healthdata.producer.check.FileCheck}. */
package dev.healthdata.producer.check;
