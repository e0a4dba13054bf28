/** Files to be ingested: found, fingerprinted, watched for changes under our hands. */
package dev.healthdata.producer.file;
