/**
 * Files of other systems, told by a mapping how their columns become ours. The doors are
 * {@link dev.healthdata.producer.mapping.Mapping} and {@link dev.healthdata.producer.mapping.Feeds}.
 */
package dev.healthdata.producer.mapping;
