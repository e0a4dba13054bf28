-- Two accounts with no more rights than they need. Runs in MySQL 8.0.23+ and MariaDB 10.11+, and again without harm.
--
-- They are locked and have no password until an administrator says, for each:
--   ALTER USER 'healthcare_sink'@'%' IDENTIFIED BY '...';
--   ALTER USER 'healthcare_sink'@'%' ACCOUNT UNLOCK;
USE healthcare_db;

-- mysql-sink: rows of the four tables, nothing else.
CREATE USER IF NOT EXISTS 'healthcare_sink'@'%' ACCOUNT LOCK;
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.patients TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.doctors TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.visits TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.lab_reports TO 'healthcare_sink'@'%';

-- Dashboards and people: reads, and calls the procedures.
CREATE USER IF NOT EXISTS 'healthcare_analyst'@'%' ACCOUNT LOCK;
GRANT SELECT, EXECUTE ON healthcare_db.* TO 'healthcare_analyst'@'%';
