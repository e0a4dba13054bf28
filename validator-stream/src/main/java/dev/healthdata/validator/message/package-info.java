/** What the processors of the topology tell each other, within a task and, as questions and answers, between tasks. */
package dev.healthdata.validator.message;
