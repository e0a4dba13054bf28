/** What a part says of itself to those who run it: whether it is able to do its work, and its metrics. */
package dev.healthdata.observability;
