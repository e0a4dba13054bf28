/** What the validator's books say, for those who read them from its changelog topics. */
package dev.healthdata.records.ledger;
