-- What dashboards ask for beyond the five aggregates; docs/power-bi.md shows them in use. Runs in MySQL 8.0.23+ and MariaDB
-- 10.11+, and again without harm. Each view reads with the rights of who asks.
USE healthcare_db;

-- How many patients have each blood group.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW patients_by_blood_group AS
SELECT COALESCE(blood_group, 'unknown') AS blood_group, COUNT(*) AS patient_count
FROM patients
GROUP BY COALESCE(blood_group, 'unknown');

-- How many patients there are of each gender and age today.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW patients_by_gender_and_age AS
SELECT gender, age_band, COUNT(*) AS patient_count
FROM (
  SELECT gender,
         CASE
           WHEN TIMESTAMPDIFF(YEAR, dob, CURRENT_DATE) < 18 THEN '0-17'
           WHEN TIMESTAMPDIFF(YEAR, dob, CURRENT_DATE) < 35 THEN '18-34'
           WHEN TIMESTAMPDIFF(YEAR, dob, CURRENT_DATE) < 50 THEN '35-49'
           WHEN TIMESTAMPDIFF(YEAR, dob, CURRENT_DATE) < 65 THEN '50-64'
           ELSE '65+'
         END AS age_band
  FROM patients
) AS patient
GROUP BY gender, age_band;

-- Visits of each month, named by its first day, and type.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW visits_per_month AS
SELECT month, visit_type, COUNT(*) AS total_visits, COUNT(DISTINCT patient_id) AS unique_patients
FROM (
  SELECT CAST(DATE_FORMAT(visit_date, '%Y-%m-01') AS DATE) AS month,
         COALESCE(visit_type, 'unknown') AS visit_type, patient_id
  FROM visits
) AS visit
GROUP BY month, visit_type;

-- Every lab report with the kind of its result. Results are free text: add the words of your laboratories to the lists.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW lab_reports_by_kind AS
SELECT report_id, visit_id, test_type, result, report_date,
       CASE
         WHEN result IS NULL THEN 'none'
         WHEN LOWER(result) IN ('normal', 'negative', 'not detected', 'no growth', 'clear', 'sufficient') THEN 'normal'
         WHEN LOWER(result) LIKE '%repeat%' OR LOWER(result) LIKE '%inconclusive%' THEN 'inconclusive'
         ELSE 'abnormal'
       END AS kind
FROM lab_reports;

-- How many results of each test are abnormal, and which share of those that say something.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW abnormal_results AS
SELECT COALESCE(test_type, 'unknown') AS test_type,
       COUNT(*) AS report_count,
       SUM(kind = 'abnormal') AS abnormal_count,
       SUM(kind = 'abnormal') / NULLIF(SUM(kind IN ('normal', 'abnormal')), 0) AS abnormal_share
FROM lab_reports_by_kind
GROUP BY COALESCE(test_type, 'unknown');

-- Doctors and their visits of each specialization; those without visits too.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW specializations AS
SELECT COALESCE(d.specialization, 'unknown') AS specialization,
       COUNT(DISTINCT d.doctor_id) AS doctor_count,
       COUNT(v.visit_id) AS total_visits,
       COUNT(DISTINCT v.patient_id) AS unique_patients
FROM doctors d
LEFT JOIN visits v ON v.doctor_id = d.doctor_id
GROUP BY COALESCE(d.specialization, 'unknown');
