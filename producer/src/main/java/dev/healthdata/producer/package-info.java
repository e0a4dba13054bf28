/** Sends CSV files of hospitals to the raw topics. */
package dev.healthdata.producer;
