-- Two accounts with no more rights than they need. Runs in MySQL 8.0.23+ and MariaDB 10.11+, and again without harm.
--
-- They are locked and have no password until an administrator says, for each:
--   ALTER USER 'healthcare_sink'@'%' IDENTIFIED BY '...';
--   ALTER USER 'healthcare_sink'@'%' ACCOUNT UNLOCK;
-- A MySQL with a password policy (validate_password) makes no account without a password: error 1819. There, make both first,
-- with CREATE USER '...'@'%' IDENTIFIED BY '...' ACCOUNT LOCK, and this script leaves them as they are.
USE healthcare_db;

-- mysql-sink: rows of the four tables, and what it remembers of deleted ones, which it never forgets.
CREATE USER IF NOT EXISTS 'healthcare_sink'@'%' ACCOUNT LOCK;
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.patients TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.doctors TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.visits TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON healthcare_db.lab_reports TO 'healthcare_sink'@'%';
GRANT SELECT, INSERT, UPDATE ON healthcare_db.deleted_rows TO 'healthcare_sink'@'%';

-- Dashboards and people: read the four tables and the views, and call the procedures.
CREATE USER IF NOT EXISTS 'analyst'@'%' ACCOUNT LOCK;
GRANT SELECT ON healthcare_db.patients TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.doctors TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.visits TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.lab_reports TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.patients_by_blood_group TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.patients_by_gender_and_age TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.visits_per_month TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.lab_reports_by_kind TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.abnormal_results TO 'analyst'@'%';
GRANT SELECT ON healthcare_db.specializations TO 'analyst'@'%';
GRANT EXECUTE ON healthcare_db.* TO 'analyst'@'%';
