-- The four tables, and what the sink remembers. Runs in MySQL 8.0.23+ and MariaDB 10.11+, and again without harm.
--
-- Parents come first. `version` grows with each arrival of a row and lets an older row never overwrite a newer one; it
-- is invisible, so that SELECT * and Power BI show the record and nothing else. Lengths are those of the rules.
USE healthcare_db;

CREATE TABLE IF NOT EXISTS patients (
  patient_id  VARCHAR(64)  NOT NULL,
  name        VARCHAR(200) NOT NULL,
  gender      VARCHAR(64)  NOT NULL,
  dob         DATE         NOT NULL,
  blood_group VARCHAR(64),
  city        VARCHAR(100),
  version     BIGINT       NOT NULL DEFAULT 0 INVISIBLE,
  PRIMARY KEY (patient_id),
  KEY patients_by_city (city)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS doctors (
  doctor_id      VARCHAR(64)  NOT NULL,
  name           VARCHAR(200) NOT NULL,
  specialization VARCHAR(100),
  hospital       VARCHAR(200),
  version        BIGINT       NOT NULL DEFAULT 0 INVISIBLE,
  PRIMARY KEY (doctor_id),
  KEY doctors_by_hospital (hospital)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS visits (
  visit_id   VARCHAR(64) NOT NULL,
  patient_id VARCHAR(64) NOT NULL,
  doctor_id  VARCHAR(64) NOT NULL,
  visit_date DATE        NOT NULL,
  reason     VARCHAR(255),
  visit_type VARCHAR(50),
  version    BIGINT      NOT NULL DEFAULT 0 INVISIBLE,
  PRIMARY KEY (visit_id),
  -- The first two serve the foreign keys as well as "the visits of a patient (a doctor), by date".
  KEY visits_by_patient (patient_id, visit_date),
  KEY visits_by_doctor (doctor_id, visit_date),
  KEY visits_by_date (visit_date),
  CONSTRAINT visits_patient FOREIGN KEY (patient_id) REFERENCES patients (patient_id),
  CONSTRAINT visits_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (doctor_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS lab_reports (
  report_id   VARCHAR(64) NOT NULL,
  visit_id    VARCHAR(64) NOT NULL,
  test_type   VARCHAR(255),
  result      VARCHAR(255),
  report_date DATE        NOT NULL,
  version     BIGINT      NOT NULL DEFAULT 0 INVISIBLE,
  PRIMARY KEY (report_id),
  KEY lab_reports_by_visit (visit_id, report_date),
  CONSTRAINT lab_reports_visit FOREIGN KEY (visit_id) REFERENCES visits (visit_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What mysql-sink remembers of rows that were deleted: an older version that comes late does not bring one back. `version`
-- is the highest that is deleted, the other two tell which record of the clean topic deleted it. No values, only ids; an
-- entry may go when no process and no topic can hold an older version of its row any more.
CREATE TABLE IF NOT EXISTS deleted_rows (
  table_name       VARCHAR(64) NOT NULL,
  row_id           VARCHAR(64) NOT NULL,
  version          BIGINT      NOT NULL,
  tombstone_offset BIGINT      NOT NULL,
  tombstone_time   BIGINT      NOT NULL,
  PRIMARY KEY (table_name, row_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
