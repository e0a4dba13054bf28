/** Creating the topics of the platform. */
package dev.healthdata.infrastructure.topic;
