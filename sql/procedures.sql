-- The procedures that clinicians and dashboards call. Runs in MySQL 8.0.23+ and MariaDB 10.11+, and again without harm:
-- CREATE OR REPLACE PROCEDURE exists in MariaDB only, hence the DROP before each.
USE healthcare_db;

DELIMITER //

-- Every visit of a patient, the newest first, with the doctor who saw them.
DROP PROCEDURE IF EXISTS GetPatientHistory //
CREATE PROCEDURE GetPatientHistory(IN pid VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
READS SQL DATA
BEGIN
  SELECT p.patient_id, p.name AS patient_name, v.visit_id, v.visit_date, v.reason, v.visit_type,
         d.doctor_id, d.name AS doctor_name, d.specialization, d.hospital
  FROM patients p
  JOIN visits v ON v.patient_id = p.patient_id
  JOIN doctors d ON d.doctor_id = v.doctor_id
  WHERE p.patient_id = pid
  ORDER BY v.visit_date DESC, v.visit_id DESC;
END //

-- Every lab report of a patient, the newest first, with the visit that it belongs to.
DROP PROCEDURE IF EXISTS GetPatientLabReports //
CREATE PROCEDURE GetPatientLabReports(IN pid VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
READS SQL DATA
BEGIN
  SELECT v.patient_id, l.report_id, l.report_date, l.test_type, l.result, v.visit_id, v.visit_date
  FROM visits v
  JOIN lab_reports l ON l.visit_id = v.visit_id
  WHERE v.patient_id = pid
  ORDER BY l.report_date DESC, l.report_id DESC;
END //

-- A doctor with their number of visits and of different patients, and the span of their visits; zero where there are none.
DROP PROCEDURE IF EXISTS GetDoctorSummary //
CREATE PROCEDURE GetDoctorSummary(IN did VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
READS SQL DATA
BEGIN
  SELECT d.doctor_id, d.name, d.specialization, d.hospital,
         COUNT(v.visit_id) AS total_visits, COUNT(DISTINCT v.patient_id) AS unique_patients,
         MIN(v.visit_date) AS first_visit, MAX(v.visit_date) AS last_visit
  FROM doctors d
  LEFT JOIN visits v ON v.doctor_id = d.doctor_id
  WHERE d.doctor_id = did
  GROUP BY d.doctor_id, d.name, d.specialization, d.hospital;
END //

DELIMITER ;
