/** A real SQL server (MariaDB) on this machine, with all that lasts in one directory. */
package dev.healthdata.infrastructure.sql;
