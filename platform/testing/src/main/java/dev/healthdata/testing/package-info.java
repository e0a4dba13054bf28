/** Real Kafka and a real SQL server for tests: in containers where Docker answers, else embedded. */
package dev.healthdata.testing;
